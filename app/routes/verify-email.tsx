import { isAPIError } from "better-auth/api";
import { data, href } from "react-router";
import { z } from "zod";
import type { Auth } from "~/auth/auth.server";
import { readConfirmationLink } from "~/auth/links.server";
import { readPendingEmailChange } from "~/auth/pending-email-change.server";
import { isToken } from "~/auth/tokens";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Alert } from "~/components/ui/alert";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, databaseContext } from "~/context";
import { withoutCookies } from "~/forms/cookies";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm, throwIfTooMany } from "~/forms/parse-form.server";
import { pendingAddress, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { returnToOf } from "~/forms/return-to";
import { email, withIntent } from "~/forms/rules";
import type { Route } from "./+types/verify-email";

const intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("confirm"), token: z.string().min(1) }),
  z.object({ intent: z.literal("resend"), email }),
]);

const verifyForm = withIntent(intents, (entered) => ("token" in entered ? "confirm" : "resend"));

/** Looking at the link changes nothing: mail scanners follow links. Only the button confirms (ASVS 7.6.2). */
export async function loader({ request, url, context }: Route.LoaderArgs) {
  const token = url.searchParams.get("token");
  const address = pendingAddress(request);
  if (!token) return { state: "sent" as const, address, wasSentAgain: url.searchParams.has("again") };
  if (isToken(token)) {
    const change = await readPendingEmailChange(context.get(databaseContext), token);
    if (!change) return data({ state: "change-dead" as const }, { status: 410 });
    return { state: "change" as const, email: change.newEmail, token };
  }
  const link = await readConfirmationLink(context.get(authContext), token);
  if (link.state === "good") return { ...link, token };
  return data({ ...link, address }, { status: 410 });
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, verifyForm);
  if (form.error) return form.error;
  try {
    if (form.values.intent === "resend") {
      // Asked for an address, not for the account that is signed in: the answer is the same for every address.
      await api.sendVerificationEmail({
        body: { email: form.values.email },
        headers: withoutCookies(request),
      });
      return redirectWithPendingAddress(request, `${href("/verify-email")}?again`, form.values.email);
    }
    const { token } = form.values;
    if (isToken(token)) return await confirmChange(request, api, token);
    const { headers } = await api.verifyEmail({
      query: { token },
      headers: request.headers,
      returnHeaders: true,
    });
    // A link that was used before confirms nothing new and signs nobody in.
    const signedIn = headers.getSetCookie().length > 0;
    if (!signedIn) return redirectWithMessage(request, href("/sign-in"), "address-confirmed-already");
    return redirectWithMessage(request, returnToOf(url), "address-confirmed", headers);
  } catch (error) {
    throwIfTooMany(error);
    if (isAPIError(error)) throw data("Gone", { status: 410 });
    throw error;
  }
}

/** The address of an account that is there already: nobody is signed in by it. */
async function confirmChange(request: Request, api: Auth["api"], token: string) {
  const { headers, response } = await api.confirmEmailChange({
    body: { token },
    headers: request.headers,
    returnHeaders: true,
  });
  const message = response.hasJoined ? "guest-joined" : "email-changed";
  const to = response.hasJoined ? href("/dashboard") : href("/account/email");
  return redirectWithMessage(request, response.isSignedIn ? to : href("/sign-in"), message, headers);
}

export default function VerifyEmail({ loaderData, actionData }: Route.ComponentProps) {
  if (loaderData.state === "good" || loaderData.state === "change") return <Confirm {...loaderData} />;
  if (loaderData.state === "change-dead")
    return (
      <VisitorPage
        title="This link no longer works"
        intro="A link to change an address works once, for one hour, and dies when a newer one is asked for or the password changes."
      >
        <Button asChild size="full">
          <a href={href("/account/email")}>Ask for a new link</a>
        </Button>
      </VisitorPage>
    );
  if (loaderData.state === "sent") {
    const { address, wasSentAgain } = loaderData;
    return (
      <VisitorPage
        title="Look into your inbox"
        intro={
          <>
            We sent a message to{" "}
            {address ? <strong className="text-foreground">{address}</strong> : "your address"}. Open the link
            in it to go on. It works for one hour.
          </>
        }
      >
        {wasSentAgain && (
          <Alert role="status">If the address waits to be confirmed, a new message is on its way.</Alert>
        )}
        <Resend state={actionData} address={address} />
      </VisitorPage>
    );
  }
  const isOld = loaderData.state === "expired";
  return (
    <VisitorPage
      title={isOld ? "This link has expired" : "This link does not work"}
      intro={
        isOld
          ? "Links to confirm an address work for one hour. Ask for a new one below."
          : "It may be cut off: copy the whole link from the message, or ask for a new one below."
      }
    >
      <Resend state={actionData} address={loaderData.address} />
    </VisitorPage>
  );
}

function Confirm({ email, token, state }: { email: string; token: string; state: "good" | "change" }) {
  const isChange = state === "change";
  const address = <strong className="text-foreground">{email}</strong>;
  return (
    <VisitorPage
      title="Confirm your e-mail address"
      intro={
        isChange ? (
          <>You are about to make {address} the address of your account.</>
        ) : (
          <>You are about to confirm {address} and to be signed in on this device.</>
        )
      }
    >
      <form method="post">
        <input type="hidden" name="intent" value="confirm" />
        <input type="hidden" name="token" value={token} />
        <Button type="submit" size="full">
          Confirm e-mail address
        </Button>
      </form>
      <p className="text-sm text-muted-foreground">
        You did not {isChange ? "ask for this" : "sign up"}? Close this page: nothing happens.
      </p>
    </VisitorPage>
  );
}

const labels = { email: "E-mail address" };

function Resend({ state, address }: { state: Route.ComponentProps["actionData"]; address?: string }) {
  return (
    <>
      <ErrorSummary state={state} labels={labels} />
      <form method="post" action={href("/verify-email")} noValidate>
        <FieldGroup>
          <input type="hidden" name="intent" value="resend" />
          <FormField
            name="email"
            type="email"
            label={labels.email}
            hint="Nothing there? Look into the spam folder, or check the address and send it again."
            state={state}
            defaultValue={address}
            autoComplete="username"
            required
          />
          <Button type="submit" variant="outline" size="full">
            Send the link again
          </Button>
        </FieldGroup>
      </form>
    </>
  );
}
