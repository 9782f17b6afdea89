import { href, isRouteErrorResponse } from "react-router";
import { Logo } from "./logo";
import { Button } from "./ui/button";

interface Words {
  title: string;
  what: string;
  todo: string;
  /** Where to go instead: to sign in, where nothing else is said. */
  way?: { to: string; label: string };
}

/** The last page: what happened, what to do, and the id under which an operator finds it in the log. */
export function ErrorPage({ error, requestId }: { error: unknown; requestId?: string }) {
  const { title, what, todo, way = signIn } = wordsFor(error);
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-4 py-16">
      <title>{title}</title>
      <Logo />
      <div className="flex flex-col gap-3">
        <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
        <p>{what}</p>
        <p className="text-muted-foreground">{todo}</p>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button asChild>
          <a href={href("/")}>To the start page</a>
        </Button>
        <Button asChild variant="outline">
          <a href={way.to}>{way.label}</a>
        </Button>
      </div>
      {requestId && <p className="text-sm text-muted-foreground">Request {requestId}</p>}
    </main>
  );
}

const signIn = { to: href("/sign-in"), label: "Sign in" };

function wordsFor(error: unknown): Words {
  if (!isRouteErrorResponse(error)) return failure;
  if (error.status === 429) return tooMany(error.data);
  if (error.data === "acting") return acting;
  return byStatus[error.status] ?? (error.status < 500 ? badRequest : failure);
}

const failure: Words = {
  title: "Something went wrong",
  what: "The fault is ours. Nothing that you entered was half saved.",
  todo: "Go back and try again. If it happens again, tell us the request number below.",
};

const badRequest: Words = {
  title: "That request cannot be answered",
  what: "The page or form was used in a way that it is not made for.",
  todo: "Go back, load the page again and try once more.",
};

const acting: Words = {
  title: "Not while you act for somebody",
  what: "How people sign in, their own data and what cannot be undone are theirs alone, whatever an admin does for them.",
  todo: "Go back to what you were doing for them, or press “Stop” there to be yourself again.",
  way: { to: href("/dashboard"), label: "To the dashboard" },
};

const byStatus: Record<number, Words> = {
  403: {
    title: "Your role does not allow this",
    what: "You belong here, but what you asked for needs a role that you do not have.",
    todo: "Go back, or ask an owner or admin of the organization.",
    way: { to: href("/organizations"), label: "Your organizations" },
  },
  404: {
    title: "This page does not exist",
    what: "The address may be mistyped, or what was here is gone.",
    todo: "Check the address, or start again from here.",
  },
  405: badRequest,
  410: {
    title: "This link no longer works",
    what: "It was used before, a newer one was asked for, or its time is over.",
    todo: "Ask for a new one where you asked for this one.",
  },
  413: {
    title: "That is too much",
    what: "The form holds more than it may.",
    todo: "Go back and shorten what you entered.",
  },
};

function tooMany(data: unknown): Words {
  const seconds =
    typeof data === "object" && data && "retryAfterSeconds" in data ? Number(data.retryAfterSeconds) : 60;
  const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${Math.max(seconds, 1)} seconds`;
  return {
    title: "Too many attempts",
    what: `To keep accounts safe, this is paused for a while. Try again in ${wait}.`,
    todo: "A passkey works at once, and so does a link to set a new password.",
  };
}
