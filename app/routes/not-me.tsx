import { data, href } from "react-router";
import { recordActivity } from "~/auth/activity.server";
import { readNotMe, signOutNewDevice } from "~/auth/known-devices.server";
import { Moment } from "~/components/moment";
import { Button } from "~/components/ui/button";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, databaseContext, documentContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/not-me";

/** Looking at the link changes nothing: mail scanners follow links. Only the button signs out. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const signIn = await readNotMe(context.get(authContext), url.searchParams.get("token") ?? "");
  if (!signIn) return data({ state: "dead" as const }, { status: 410 });
  const { device, place, at } = signIn;
  return { state: "good" as const, device, place, at: momentsIn(context.get(documentContext))(new Date(at)) };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const db = context.get(databaseContext);
  const token = url.searchParams.get("token") ?? "";
  const done = await signOutNewDevice(context.get(authContext), db, token);
  if (!done) throw data("Gone", { status: 410 });
  recordActivity(db, { userId: done.userId, event: "session-ended" });
  const to = `${href("/reset-password")}?${new URLSearchParams({ token: done.resetToken })}`;
  return redirectWithMessage(request, to, "session-ended");
}

export default function NotMe({ loaderData: link }: Route.ComponentProps) {
  if (link.state === "dead")
    return (
      <VisitorPage
        title="This link no longer works"
        intro="It works once, for seven days. If somebody else uses your account, set a new password: that signs every device out."
      >
        <Button asChild size="full">
          <a href={href("/forgot-password")}>Set a new password</a>
        </Button>
      </VisitorPage>
    );
  return (
    <VisitorPage
      title="Was this not you?"
      intro={
        <>
          Your account was signed in to on{" "}
          <strong className="text-foreground">{[link.device, link.place].filter(Boolean).join(", ")}</strong>,{" "}
          <Moment {...link.at} /> ({link.at.exact}).
        </>
      }
    >
      <form method="post">
        <Button type="submit" size="full">
          Sign that device out
        </Button>
      </form>
      <p className="text-sm text-muted-foreground">
        Next you set a new password. This was you? Close this page: nothing happens.
      </p>
    </VisitorPage>
  );
}
