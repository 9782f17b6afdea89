import { Form } from "react-router";
import { Avatar } from "~/components/avatar";
import { FormField } from "~/components/form-field";
import { SubmitButton } from "~/components/submit-button";
import type { FormState } from "~/forms/form-errors";

interface PictureFormProps {
  name: string;
  image?: string;
  label: string;
  state?: FormState;
}

/** The picture, and the forms that change it. */
export function PictureForm({ name, image, label, state }: PictureFormProps) {
  return (
    <div className="flex flex-col gap-5 sm:flex-row">
      <Avatar name={name} image={image} size="large" alt={image ? "Your picture" : "Your initials"} />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <Form
          key={image} // a file that is uploaded is chosen no more
          method="post"
          encType="multipart/form-data"
          noValidate
          className="flex flex-col gap-4"
        >
          <FormField
            name="avatar"
            type="file"
            label={label}
            hint="JPEG, PNG, WebP or AVIF, up to 5 MB. Where and when it was taken is removed from it."
            accept="image/jpeg,image/png,image/webp,image/avif"
            state={state}
            className="h-auto cursor-pointer py-1.5 pl-1.5 read-only:bg-card file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-sm file:bg-secondary file:px-3 file:text-sm file:font-medium"
          />
          <div>
            <SubmitButton name="intent" value="upload-picture" variant={image ? "outline" : "default"}>
              Upload picture
            </SubmitButton>
          </div>
        </Form>
        {image && (
          <Form method="post">
            <SubmitButton name="intent" value="remove-picture" variant="destructive" size="sm">
              Remove picture
            </SubmitButton>
          </Form>
        )}
      </div>
    </div>
  );
}
