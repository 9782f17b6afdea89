import { Fingerprint } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { Form, href } from "react-router";
import { browserSupportsWebAuthn, messageFor, signInWithPasskey } from "~/auth/browser";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";

const labels = { password: "Password", code: "Code" };

export function ConfirmByPassword({ email, state }: { email: string; state?: FormState }) {
  const own = state?.errors.password ? state : undefined;
  return (
    <SettingsSection title="By password">
      <ErrorSummary state={own} labels={labels} />
      <Form method="post" noValidate>
        <FieldGroup>
          <input type="hidden" name="intent" value="password" />
          <input type="email" name="username" value={email} readOnly hidden autoComplete="username" />
          <FormField
            name="password"
            type="password"
            label={labels.password}
            state={own}
            autoComplete="current-password"
            required
          />
          <div>
            <SubmitButton>Confirm</SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}

export function ConfirmByAppCode({ state }: { state?: FormState }) {
  return (
    <CodeForm
      title="By authenticator app"
      intent="app"
      hint="The 6 digits that your app shows now."
      state={state}
    />
  );
}

interface ByMail {
  email: string;
  wasSent: boolean;
  state?: FormState;
}

/** First the code is asked for, then it is typed in. */
export function ConfirmByMail({ email, wasSent, state }: ByMail) {
  return (
    <>
      {(wasSent || state) && (
        <CodeForm
          title="Enter the code"
          intent="mail"
          hint={`The newest one that we sent to ${email}.`}
          state={state}
        />
      )}
      <SettingsSection
        title="By a code in a mail"
        intro={`It goes to ${email} and works once, for ten minutes.`}
      >
        <Form method="post">
          <SubmitButton name="intent" value="send" variant={wasSent ? "outline" : "default"}>
            {wasSent ? "Send a new code" : "E-mail me a code"}
          </SubmitButton>
        </Form>
      </SettingsSection>
    </>
  );
}

interface CodeFormProps {
  title: string;
  intent: string;
  hint: string;
  state?: FormState;
}

function CodeForm({ title, intent, hint, state }: CodeFormProps) {
  const own = state?.errors.code && (state.values.intent ?? "app") === intent ? state : undefined;
  return (
    <SettingsSection title={title}>
      <ErrorSummary state={own} labels={labels} />
      <Form method="post" noValidate>
        <FieldGroup>
          <input type="hidden" name="intent" value={intent} />
          <FormField
            name="code"
            label={labels.code}
            hint={hint}
            state={own}
            autoComplete="one-time-code"
            inputMode="numeric"
            required
          />
          <div>
            <SubmitButton>Confirm</SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}

/** The one way that needs JavaScript; there without it only as a sentence. */
export function ConfirmByPasskey({ returnTo }: { returnTo: string }) {
  const supported = useSyncExternalStore(neverChanges, browserSupportsWebAuthn, () => undefined);
  const [problem, setProblem] = useState("");
  async function confirm() {
    try {
      location.assign(
        await signInWithPasskey({ at: href("/account/confirm/passkey"), returnTo, autofill: false }),
      );
    } catch (error) {
      setProblem(messageFor(error));
    }
  }
  return (
    <SettingsSection title="By passkey">
      {supported ? (
        <div className="flex flex-col items-start gap-3">
          <Button type="button" onClick={confirm}>
            <Fingerprint aria-hidden /> Confirm with a passkey
          </Button>
          <p role="alert" className="text-sm font-medium text-destructive empty:hidden">
            {problem}
          </p>
        </div>
      ) : (
        <p className="text-sm text-muted-foreground">
          This needs JavaScript and a browser that knows passkeys.
        </p>
      )}
    </SettingsSection>
  );
}

const neverChanges = () => () => {};
