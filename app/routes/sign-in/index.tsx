import { passkeySignIn } from "virtual:page-scripts";
import { data, href, redirect } from "react-router";
import { z } from "zod";
import { otherAccounts } from "~/auth/device-accounts.server";
import { asPhoneNumber } from "~/auth/phone-number";
import { listProviders } from "~/auth/providers.server";
import { BotCheck } from "~/components/bot-check";
import { CheckboxField } from "~/components/checkbox-field";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { Divider, VisitorPage } from "~/components/visitor-page";
import { authContext, documentContext, envContext, guestContext } from "~/context";
import { botCheckFacts, withBotCheck } from "~/forms/bot-check.server";
import { readOwnCookie } from "~/forms/cookies";
import { parseForm } from "~/forms/parse-form.server";
import { isAdding, returnToOf, withReturnTo } from "~/forms/return-to";
import { checkbox, currentPassword } from "~/forms/rules";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/index";
import { AccountsHere } from "./components/accounts-here";
import { describedByLastUsed, MarkedWay } from "./components/last-used";
import { OtherWays, otherWays } from "./components/other-ways";
import { PasskeyButton } from "./components/passkey-button";
import { ProviderButtons } from "./components/provider-buttons";
import { ResendConfirmation } from "./components/resend-confirmation";
import { tryWithout } from "./components/try-without.server";
import { TryWithoutAccount } from "./components/try-without-account";

const signInForm = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address or username."),
  password: currentPassword,
  rememberMe: checkbox,
});

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const { nonce } = context.get(documentContext);
  const here = isAdding(url)
    ? { accounts: [], ended: [] }
    : await otherAccounts(context.get(authContext), request);
  const facts = {
    nonce,
    isAdding: isAdding(url) && !context.get(guestContext),
    isGuest: context.get(guestContext),
    tryWithout: tryWithout(url, context),
    accounts: here.accounts,
    goOn: withReturnTo(href("/sign-in/go-on"), url),
    returnTo: returnToOf(url),
    passkey: withReturnTo(href("/sign-in/passkey"), url),
    ways: otherWays(url, canSendTexts(context.get(envContext))),
    magicLink: withReturnTo(href("/sign-in/magic-link"), url),
    forgot: withReturnTo(href("/forgot-password"), url),
    signUp: withReturnTo(href("/sign-up"), url),
    providers: listProviders(context.get(envContext)),
    social: withReturnTo(href("/sign-in/social"), url),
    botCheck: botCheckFacts(context),
    lastWay: readOwnCookie(request, "last_way"),
  };
  return data(facts, { headers: here.ended.map((cookie): [string, string] => ["Set-Cookie", cookie]) });
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, signInForm);
  if (form.error) return form.error;
  const { email, password, rememberMe } = form.values;
  const call = { headers: withBotCheck(request, form), returnHeaders: true } as const;
  const rest = { password, rememberMe };
  const signIn = (name: string) => {
    if (name.includes("@")) return api.signInEmail({ body: { email: name, ...rest }, ...call });
    // No username has a + in it.
    if (name.startsWith("+"))
      return api.signInPhoneNumber({ body: { phoneNumber: asPhoneNumber(name), ...rest }, ...call });
    return api.signInUsername({ body: { username: name, ...rest }, ...call });
  };
  try {
    const { headers, response } = await signIn(email);
    const needsSecondFactor = response !== null && "twoFactorRedirect" in response;
    const to = needsSecondFactor ? withReturnTo(href("/sign-in/two-factor"), url) : returnToOf(url);
    return redirect(to, { status: 303, headers });
  } catch (error) {
    return form.reject(error, {
      INVALID_EMAIL_OR_PASSWORD: "form",
      INVALID_USERNAME_OR_PASSWORD: "form",
      INVALID_PHONE_NUMBER_OR_PASSWORD: "form",
      INVALID_PHONE_NUMBER: "email",
      INVALID_EMAIL: "email",
      USERNAME_TOO_SHORT: "email",
      USERNAME_TOO_LONG: "email",
      INVALID_USERNAME: "email",
      PASSWORD_TOO_LONG: "password",
      EMAIL_NOT_VERIFIED: "form",
      BANNED_USER: "form",
      BOT_CHECK_FAILED: "form",
      BOT_CHECK_UNAVAILABLE: "form",
      TOO_MANY_ACCOUNTS: "form",
    });
  }
}

const labels = { email: "E-mail or username", password: "Password" };

export default function SignIn({
  loaderData: {
    nonce,
    isAdding,
    accounts,
    goOn,
    returnTo,
    passkey,
    ways,
    lastWay,
    forgot,
    magicLink,
    ...loaderData
  },
  actionData: state,
}: Route.ComponentProps) {
  const { signUp, providers, social, botCheck, isGuest, tryWithout } = loaderData;
  return (
    <VisitorPage
      title="Sign in"
      failed={Boolean(state)}
      intro={
        <>
          {isAdding && (
            <>
              Add another account: you stay signed in to{" "}
              <a href={href("/account/switch")} className="link">
                those that you have here
              </a>
              .{" "}
            </>
          )}
          {isGuest ? "Your profile as a guest goes along, where the account has none." : "New here?"}{" "}
          <a href={signUp} className="link">
            Create account
          </a>
        </>
      }
    >
      <AccountsHere accounts={accounts} action={goOn} />
      <ErrorSummary state={state} labels={labels} />
      {state?.code === "EMAIL_NOT_VERIFIED" && <ResendConfirmation email={state.values.email} />}
      <form method="post" noValidate data-busy>
        <FieldGroup>
          <FormField
            name="email"
            label={labels.email}
            state={state}
            autoComplete="username webauthn"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
          <FormField
            name="password"
            type="password"
            label={labels.password}
            state={state}
            autoComplete="current-password"
            required
          />
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <CheckboxField
              name="rememberMe"
              label="Keep me signed in"
              defaultChecked={!state || "rememberMe" in state.values}
            />
            <a href={forgot} className="link py-1 text-sm">
              Forgot your password?
            </a>
          </div>
          <BotCheck facts={botCheck}>
            Without it,{" "}
            <a href={magicLink} className="link">
              use a sign-in link by mail
            </a>
            .
          </BotCheck>
          <MarkedWay isLast={lastWay === "password"}>
            <Button type="submit" size="full" aria-describedby={describedByLastUsed(lastWay === "password")}>
              Sign in
            </Button>
          </MarkedWay>
        </FieldGroup>
      </form>
      <ProviderButtons providers={providers} action={social} lastWay={lastWay} />
      <div hidden data-passkey className="flex flex-col gap-6">
        <Divider>or</Divider>
        <PasskeyButton at={passkey} returnTo={returnTo} isLast={lastWay === "passkey"} />
      </div>
      <OtherWays ways={ways} lastWay={lastWay} />
      {tryWithout && <TryWithoutAccount action={tryWithout} botCheck={botCheck} />}
      <script type="module" nonce={nonce} src={passkeySignIn} />
    </VisitorPage>
  );
}
