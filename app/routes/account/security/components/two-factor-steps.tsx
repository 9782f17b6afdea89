import { Form, href, Link } from "react-router";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { QrCode } from "~/components/qr-code";
import { RadioField } from "~/components/radio-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";

const labels = { password: "Password", code: "Code" };

interface Owner {
  email: string;
  hasPassword: boolean;
  state?: FormState;
}

/** Off: the password, or another recent proof, starts it. */
export function TurnOn({
  canMail,
  canText,
  wantsNumber,
  ...owner
}: Owner & { canMail: boolean; canText: boolean; wantsNumber: boolean }) {
  const { state } = owner;
  return (
    <SettingsSection
      title="Off"
      intro="Best with an authenticator app, for example the one that your password manager has."
    >
      <ErrorSummary state={state} labels={labels} />
      <Form method="post" noValidate>
        <FieldGroup>
          {(canMail || canText) && (
            <fieldset className="flex flex-col gap-2">
              <legend className="mb-1 text-sm font-medium">Where the code comes from</legend>
              <RadioField
                name="method"
                value="totp"
                label="An authenticator app"
                defaultChecked={state?.values.method !== "otp"}
              />
              <RadioField
                name="method"
                value="otp"
                label={`A code by ${canText ? "mail or text message" : "mail"}: weaker, for whoever reads your messages has it too`}
                defaultChecked={state?.values.method === "otp"}
              />
            </fieldset>
          )}
          {wantsNumber && (
            <p className="text-sm text-muted-foreground">
              For codes by text message,{" "}
              <Link to={href("/account/phone")} className="link">
                add a phone number
              </Link>{" "}
              first.
            </p>
          )}
          <PasswordField {...owner} />
          <div>
            <SubmitButton name="intent" value="turn-on">
              Turn on
            </SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}

/** Half way: the app is shown the secret and shows a code. */
export function ConfirmApp({ uri, secret, state }: { uri: string; secret: string; state?: FormState }) {
  return (
    <SettingsSection
      title="Add this account to your app"
      intro="Scan the code, or type the key below it. Nothing changes until you confirm."
    >
      <ErrorSummary state={state} labels={labels} />
      <div className="flex flex-wrap items-center gap-6">
        <QrCode text={uri} label="The same key for a camera" />
        <div className="flex min-w-0 flex-1 basis-60 flex-col gap-1">
          <h3 className="text-sm font-medium">Key</h3>
          <code data-testid="totp-secret" className="font-mono break-all select-all">
            {secret}
          </code>
          <p className="text-sm text-muted-foreground">
            On this device?{" "}
            <a href={uri} className="link">
              Open your app
            </a>
          </p>
        </div>
      </div>
      <Form method="post" noValidate>
        <FieldGroup>
          <FormField
            name="code"
            label={labels.code}
            hint="The 6 digits that the app shows now."
            state={state}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
          />
          <div>
            <SubmitButton name="intent" value="confirm">
              Confirm
            </SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}

/** The codes, shown once, also as a file that needs no script. */
export function BackupCodes({ codes, isNew }: { codes: string[]; isNew: boolean }) {
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join("\n")}\n`)}`;
  return (
    <SettingsSection
      title={isNew ? "Two-step verification is on: keep these codes" : "Your new backup codes"}
      intro="Each works once when your phone is not at hand. They are shown only now. The old ones, if you had any, no longer work."
    >
      <ol data-testid="backup-codes" className="grid gap-x-8 gap-y-1 font-mono sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="list-inside list-decimal">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-3">
        <Button asChild variant="outline">
          <a href={file} download="backup-codes.txt">
            Download
          </a>
        </Button>
        <Button asChild>
          <Link to={href("/account/security")}>I have kept them</Link>
        </Button>
      </div>
    </SettingsSection>
  );
}

/** On: new codes where there are some, or off again. Without an app there are none: codes come by message. */
export function Manage({ codesLeft, ...owner }: Owner & { codesLeft?: number }) {
  const byApp = codesLeft !== undefined;
  const intro = byApp
    ? `Your sign-in asks for a code. ${codesLeft} of your backup codes are left.`
    : "Your sign-in asks for a code that we send you. An authenticator app is safer: turn this off, then on again with an app.";
  return (
    <SettingsSection title="On" intro={intro}>
      <ErrorSummary state={owner.state} labels={labels} />
      <Form method="post" noValidate>
        <FieldGroup>
          <PasswordField {...owner} />
          <div className="flex flex-wrap gap-3">
            {byApp && (
              <SubmitButton name="intent" value="new-codes" variant="outline">
                Make new backup codes
              </SubmitButton>
            )}
            <SubmitButton name="intent" value="turn-off" variant="destructive">
              Turn off
            </SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}

function PasswordField({ email, hasPassword, state }: Owner) {
  if (!hasPassword) return null;
  return (
    <>
      <input type="email" name="username" value={email} readOnly hidden autoComplete="username" />
      <FormField
        name="password"
        type="password"
        label={labels.password}
        state={state}
        autoComplete="current-password"
        required
      />
    </>
  );
}
