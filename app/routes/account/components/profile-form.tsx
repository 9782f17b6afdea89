import { Form } from "react-router";
import { FormField, TextField } from "~/components/form-field";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";
import { UsernameField } from "./username-field";

interface ProfileFormProps {
  name: string;
  username: string;
  bio: string;
  website: string;
  state?: FormState;
}

/** What the fields are called, here and in the summary of what is to be mended. */
export const profileLabels = { name: "Name", username: "Username", bio: "About you", website: "Website" };

/** What people tell about themselves. */
export function ProfileForm({ name, username, bio, website, state }: ProfileFormProps) {
  return (
    <Form method="post" noValidate>
      <FieldGroup>
        <FormField
          name="name"
          label={profileLabels.name}
          state={state}
          defaultValue={name}
          autoComplete="name"
          required
        />
        <UsernameField label={profileLabels.username} own={username} state={state} />
        <TextField name="bio" label={profileLabels.bio} state={state} defaultValue={bio} />
        <FormField
          name="website"
          type="url"
          label={profileLabels.website}
          state={state}
          defaultValue={website}
          autoComplete="url"
        />
        <div>
          <SubmitButton name="intent" value="save">
            Save changes
          </SubmitButton>
        </div>
      </FieldGroup>
    </Form>
  );
}
