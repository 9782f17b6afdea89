import { data, href, type RouterContextProvider, redirect } from "react-router";
import { z } from "zod";
import { invitationHeader, provenByInvitation, readInvitationLink } from "~/auth/invited.server";
import { maxPasswordLength, minPasswordLength } from "~/auth/password-length";
import { listProviders } from "~/auth/providers.server";
import { type InvitationState, readInvitation } from "~/auth/sign-up-invitations.server";
import { BotCheck } from "~/components/bot-check";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import { authContext, databaseContext, envContext, guestContext } from "~/context";
import { botCheckFacts, withBotCheck } from "~/forms/bot-check.server";
import { parseForm } from "~/forms/parse-form.server";
import { pendingAddress, redirectWithPendingAddress } from "~/forms/pending-address.server";
import { returnToOf, withQuery, withReturnTo } from "~/forms/return-to";
import { email, newPassword, personName } from "~/forms/rules";
import type { Route } from "./+types/sign-up";
import { InvitedByNumber } from "./sign-in/components/invited-by-number";
import { LookIntoInbox } from "./sign-in/components/look-into-inbox";
import { NoSignUp } from "./sign-in/components/no-sign-up";
import { ProviderButtons } from "./sign-in/components/provider-buttons";
import { tryWithout } from "./sign-in/components/try-without.server";
import { TryWithoutAccount } from "./sign-in/components/try-without-account";

const signUpForm = z.object({ name: personName, email, password: newPassword });

/** Looking at the link of an invitation does not spend it. */
export async function loader({ request, url, context }: Route.LoaderArgs) {
  const env = context.get(envContext);
  const invitation = await invitationIn(url, context);
  const isOver = env.SIGN_UP === "invite" && invitation !== undefined && invitation.state !== "good";
  const facts = {
    invitation,
    phone: href("/sign-in/phone"),
    signIn: withReturnTo(href("/sign-in"), url),
    appName: env.APP_NAME,
    policy: env.SIGN_UP,
    providers: listProviders(env),
    social: withReturnTo(href("/sign-in/social"), url),
    botCheck: botCheckFacts(context),
    isGuest: context.get(guestContext),
    sentTo: url.searchParams.has("sent") ? pendingAddress(request) : undefined,
    tryWithout: tryWithout(url, context),
  };
  return data(facts, { status: isOver ? 410 : 200 });
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, signUpForm);
  if (form.error) return form.error;
  const headers = withBotCheck(request, form);
  const invitation = readInvitationLink(returnToOf(url, ""));
  if (invitation) headers.set(invitationHeader, `${invitation.id}.${invitation.proof}`);
  try {
    const body = {
      ...form.values,
      callbackURL: returnToOf(url, "/"),
      invitation: url.searchParams.get("invitation") ?? undefined,
    };
    const made = await context.get(authContext).api.signUpEmail({ body, headers, returnHeaders: true });
    // A guest stays one until the address is confirmed.
    const sent = withQuery(withReturnTo(href("/sign-up"), url), { sent: "" });
    if (context.get(guestContext)) return redirectWithPendingAddress(request, sent, form.values.email);
    // An invitation that our own mail brought has confirmed the address, and signed in.
    if (made.headers.getSetCookie().length > 0)
      return redirect(returnToOf(url), { status: 303, headers: made.headers });
    // The same page for a new address and for one that is taken: its owner learns by mail which it was.
    return redirectWithPendingAddress(request, href("/verify-email"), form.values.email);
  } catch (error) {
    return form.reject(error, {
      BOT_CHECK_FAILED: "form",
      BOT_CHECK_UNAVAILABLE: "form",
      INVALID_EMAIL: "email",
      EMAIL_DOMAIN_NOT_ALLOWED: "email",
      SIGN_UP_CLOSED: "form",
      SIGN_UP_BY_INVITATION: "form",
      PASSWORD_TOO_SHORT: "password",
      PASSWORD_TOO_LONG: "password",
      PASSWORD_TOO_COMMON: "password",
      PASSWORD_IS_ABOUT_YOU: "password",
      PASSWORD_BREACHED: "password",
    });
  }
}

/** The invitation in the address of this page, or the one into an organization to which it leads back. */
async function invitationIn(
  url: URL,
  context: Readonly<RouterContextProvider>,
): Promise<InvitationState | undefined> {
  const db = context.get(databaseContext);
  const token = url.searchParams.get("invitation");
  if (token !== null) return readInvitation(db, token);
  const link = readInvitationLink(returnToOf(url, ""));
  if (!link) return undefined;
  const { secret } = await context.get(authContext).$context;
  const address = await provenByInvitation(db, secret, link);
  return address ? { state: "good", address, provesAddress: true } : undefined;
}

const labels = { name: "Name", email: "E-mail address", password: "Password" };

export default function SignUp({ loaderData, actionData: state }: Route.ComponentProps) {
  const { signIn, appName, policy, providers, social, botCheck, invitation, tryWithout } = loaderData;
  const invited = invitation?.state === "good" ? invitation : undefined;
  if (policy === "closed" || (policy === "invite" && !invited))
    return (
      <NoSignUp
        policy={policy}
        invitation={invitation && invitation.state !== "good" ? invitation.state : undefined}
        signIn={signIn}
      />
    );
  if (invited?.address.startsWith("+"))
    return <InvitedByNumber number={invited.address} phone={loaderData.phone} />;
  return (
    <VisitorPage
      title="Create account"
      failed={Boolean(state)}
      intro={
        <>
          {loaderData.isGuest && "What you did as a guest stays. "}You have one?{" "}
          <a href={signIn} className="link">
            Sign in
          </a>
        </>
      }
    >
      <ErrorSummary state={state} labels={labels} />
      {loaderData.sentTo && !state && <LookIntoInbox address={loaderData.sentTo} />}
      <form method="post" noValidate>
        <FieldGroup>
          <FormField name="name" label={labels.name} state={state} autoComplete="name" required />
          <FormField
            name="email"
            type="email"
            label={labels.email}
            hint={invited && "You are invited with this address."}
            state={state}
            defaultValue={invited?.address ?? loaderData.sentTo}
            readOnly={Boolean(invited)}
            autoComplete="username"
            required
          />
          <FormField
            name="password"
            type="password"
            label={labels.password}
            hint={`${minPasswordLength} to ${maxPasswordLength} characters, any you like. Several words in a row are strong and easy to keep.`}
            state={state}
            autoComplete="new-password"
            required
          />
          <BotCheck facts={botCheck}>Turn it on to create an account.</BotCheck>
          <Button type="submit" size="full">
            Create account
          </Button>
        </FieldGroup>
      </form>
      {!invited?.provesAddress && (
        <p className="text-sm text-muted-foreground">
          {appName} sends one message to your address, with a link to confirm it.
        </p>
      )}
      <ProviderButtons providers={providers} action={social} />
      {tryWithout && <TryWithoutAccount action={tryWithout} botCheck={botCheck} />}
    </VisitorPage>
  );
}
