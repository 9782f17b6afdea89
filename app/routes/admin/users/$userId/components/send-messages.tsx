import { Form } from "react-router";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import type { PersonFacts } from "../person.server";

/** Messages that somebody can be sent again: an admin sets no password and confirms no address in their place. */
export function SendMessages({ person, hasPassword }: { person: PersonFacts; hasPassword: boolean }) {
  const { email, emailVerified } = person;
  return (
    <SettingsSection
      title="Send a message"
      intro={
        email
          ? `To ${email}. Their owner sets the password: an admin never sets or sees one.`
          : "There is no address to send it to."
      }
    >
      {email && (
        <Form method="post" className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="send-reset" variant="outline">
            {hasPassword ? "Send password reset" : "Send a link to set a password"}
          </SubmitButton>
          {!emailVerified && (
            <SubmitButton name="intent" value="send-confirmation" variant="outline">
              Send confirmation again
            </SubmitButton>
          )}
        </Form>
      )}
    </SettingsSection>
  );
}
