import type { FormState } from "~/forms/form-errors";
import { FormField } from "./form-field";

interface PictureFieldProps {
  name: string;
  label: string;
  /** What else there is to know, before what is taken. */
  hint?: string;
  state?: FormState;
}

/** The field for a file that is to be shown as a picture. The last one in its form: a file may be too large to be read. */
export function PictureField({ hint = "", ...field }: PictureFieldProps) {
  return (
    <FormField
      {...field}
      type="file"
      hint={`${hint} JPEG, PNG, WebP or AVIF, up to 5 MB. Where and when it was taken is removed from it.`.trim()}
      accept="image/jpeg,image/png,image/webp,image/avif"
      className="h-auto cursor-pointer py-1.5 pl-1.5 read-only:bg-card file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-sm file:bg-secondary file:px-3 file:text-sm file:font-medium"
    />
  );
}
