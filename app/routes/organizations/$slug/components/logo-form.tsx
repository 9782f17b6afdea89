import { Avatar } from "~/components/avatar";
import { PictureForm } from "~/components/picture-form";
import { SettingsSection } from "~/components/settings-section";
import type { FormState } from "~/forms/form-errors";

interface LogoFormProps {
  label: string;
  name: string;
  logo?: string;
  /** False where this service keeps no pictures. */
  takesPictures: boolean;
  state?: FormState;
}

/** The logo of an organization, or initials, and what changes it. */
export function LogoForm({ takesPictures, ...form }: LogoFormProps) {
  if (!takesPictures)
    return (
      <SettingsSection title="Logo" intro="Pictures are switched off here: its initials stand for it.">
        <Avatar of="organization" name={form.name} size="large" alt="The initials" />
      </SettingsSection>
    );
  const { label, name, logo, state } = form;
  return (
    <SettingsSection title="Logo" intro="Stands beside the name. Without one, its initials do.">
      <PictureForm
        kind="logo"
        of="organization"
        name={name}
        image={logo}
        alt={logo ? "The logo" : "The initials"}
        field="logo"
        label={label}
        state={state}
      />
    </SettingsSection>
  );
}
