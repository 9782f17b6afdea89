import { Form } from "react-router";
import { FormField } from "~/components/form-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";
import { SlugField } from "../../components/slug-field";

interface OrganizationFormProps {
  labels: { name: string; slug: string };
  name: string;
  slug: string;
  state?: FormState;
}

/** What an organization is called, here and in addresses. */
export function OrganizationForm({ labels, name, slug, state }: OrganizationFormProps) {
  return (
    <SettingsSection title="Name and address">
      <Form method="post" noValidate key={`${name}|${slug}`}>
        <FieldGroup>
          <input type="hidden" name="intent" value="save" />
          <FormField
            name="name"
            label={labels.name}
            defaultValue={name}
            state={state}
            autoComplete="organization"
            required
          />
          <SlugField
            label={labels.slug}
            hint="Another one changes the address of every page of the organization. Links to the old one stop working."
            own={slug}
            state={state}
          />
          <div>
            <SubmitButton>Save changes</SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}
