import type { ReactNode } from "react";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { VisitorPage } from "~/components/visitor-page";
import type { FormState } from "~/forms/form-errors";

interface CodeStepsProps {
  title: string;
  intro: string;
  /** The field that says where the code goes. */
  field: "email" | "phoneNumber";
  /** Where it went; the second step is shown then. */
  sentTo?: string;
  /** The page's address for its first step. */
  again: string;
  /** Where the other ways are. */
  signIn: string;
  labels: Record<string, string>;
  state?: FormState;
  /** The first step's field and button. */
  children: ReactNode;
}

/** Signing in by a code: first where it goes to, then what it is. */
export function CodeSteps({
  title,
  intro,
  field,
  sentTo,
  again,
  signIn,
  labels,
  state,
  children,
}: CodeStepsProps) {
  const isText = field === "phoneNumber";
  const howLong = `It works once, for ten minutes${isText ? ", in this browser" : ""}.`;
  return (
    <VisitorPage
      title={title}
      failed={Boolean(state)}
      intro={sentTo ? `Enter the code that we sent to ${sentTo}. ${howLong}` : intro}
    >
      <ErrorSummary state={state} labels={labels} />
      {sentTo ? (
        <>
          <form method="post" noValidate>
            <FieldGroup>
              <input type="hidden" name="intent" value="sign-in" />
              <input type="hidden" name={field} value={sentTo} />
              <FormField
                name="code"
                label="Code"
                state={state}
                autoComplete="one-time-code"
                inputMode="numeric"
                required
                autoFocus={!state}
              />
              <Button type="submit" size="full">
                Sign in
              </Button>
            </FieldGroup>
          </form>
          <form method="post">
            <input type="hidden" name="intent" value="send" />
            <input type="hidden" name={field} value={sentTo} />
            <Button type="submit" variant="outline" size="full">
              Send a new code
            </Button>
          </form>
          <p className="text-sm text-muted-foreground">
            <a href={again} className="link">
              {isText ? "Use another number" : "Use another address"}
            </a>
          </p>
        </>
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="intent" value="send" />
          {children}
        </form>
      )}
      <p className="text-sm text-muted-foreground">
        <a href={signIn} className="link">
          Other ways to sign in
        </a>
      </p>
    </VisitorPage>
  );
}
