import { Form, Link } from "react-router";
import { Avatar } from "~/components/avatar";
import { ErrorSummary } from "~/components/error-summary";
import { RadioField } from "~/components/radio-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";
import type { FormState } from "~/forms/form-errors";

interface HandOverFormProps {
  organization: string;
  /** The member's row. */
  id: string;
  name: string;
  email: string | undefined;
  /** Where to go for whoever does not want to. */
  back: string;
  state?: FormState;
}

/** The question before an organization is handed over. */
export function HandOverForm({ organization, id, name, email, back, state }: HandOverFormProps) {
  return (
    <SettingsSection
      title={`Make ${name} owner?`}
      intro={`Owners may do everything in ${organization}, and delete it. Only an owner can take that back.`}
    >
      <ErrorSummary state={state} labels={{ stayAs: "You" }} idOf={(field) => `${field}-owner`} />
      <div className="flex items-center gap-3 text-sm">
        <Avatar name={name} />
        <div className="flex min-w-0 flex-col">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span className="text-muted-foreground wrap-anywhere">{email ?? "No address"}</span>
        </div>
      </div>
      <Form method="post" className="flex flex-col gap-5">
        <input type="hidden" name="member" value={id} />
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-sm font-medium">What are you afterwards?</legend>
          <RadioField name="stayAs" value="owner" label="An owner as well" defaultChecked />
          <RadioField name="stayAs" value="admin" label="An admin" />
        </fieldset>
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton variant="destructive">Hand over ownership</SubmitButton>
          <Button asChild variant="ghost">
            <Link to={back}>Keep it as it is</Link>
          </Button>
        </div>
      </Form>
    </SettingsSection>
  );
}
