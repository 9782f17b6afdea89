import { Form, href } from "react-router";
import { ConfirmFirst } from "~/components/confirm-first";
import { FormField } from "~/components/form-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";
import type { PersonFacts } from "../person.server";

interface RemoveFormProps {
  person: PersonFacts;
  ownedAlone: { name: string; slug: string }[];
  state?: FormState;
}

/** Deletes an account. Typing whose it is is the question: nobody does it by accident. */
export function RemoveForm({ person, ownedAlone, state }: RemoveFormProps) {
  const { id: userId, email, name, isProven } = person;
  return (
    <SettingsSection
      title="Delete the account"
      intro="Everything that hangs on it goes with it, and nothing brings it back. What the audit log has about it stays until it is past its time."
    >
      {ownedAlone.length > 0 ? (
        <OwnedAlone organizations={ownedAlone} />
      ) : isProven ? (
        <Form method="post" noValidate>
          <FieldGroup>
            <input type="hidden" name="intent" value="remove" />
            <FormField
              name="confirmation"
              label={email ? "Their e-mail address" : "Their name"}
              hint={`To delete the account, type ${email ?? name}`}
              autoComplete="off"
              spellCheck={false}
              required
              state={state}
            />
            <div>
              <SubmitButton variant="destructive">Delete account</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      ) : (
        <ConfirmFirst returnTo={href("/admin/users/:userId/access", { userId })} />
      )}
    </SettingsSection>
  );
}

/** What has to be done before: organizations that would be left without an owner. */
function OwnedAlone({ organizations }: { organizations: { name: string; slug: string }[] }) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>
        They are the only owner of these organizations, which would belong to nobody. They hand each over to a
        member, or delete it; or the organization is deleted in the console. To keep them out at once, ban
        them.
      </p>
      <ul className="flex list-disc flex-col gap-2 pl-5">
        {organizations.map(({ name, slug }) => (
          <li key={slug} className="wrap-anywhere">
            {name} <span className="text-muted-foreground">{slug}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
