import { Form } from "react-router";
import type { FormState } from "~/forms/form-errors";
import { Avatar } from "./avatar";
import { PictureField } from "./picture-field";
import { SubmitButton } from "./submit-button";

interface PictureFormProps {
  /** What it is called on the buttons; the forms have the intents `upload-…` and `remove-…`. */
  kind: "picture" | "logo";
  /** Whose it is. */
  name: string;
  of?: "person" | "organization";
  image?: string;
  alt: string;
  field: string;
  label: string;
  state?: FormState;
}

/** A picture or logo, and the forms that change it. */
export function PictureForm({ kind, name, of, image, alt, field, label, state }: PictureFormProps) {
  return (
    <div className="flex flex-col gap-5 sm:flex-row">
      <Avatar name={name} of={of} image={image} size="large" alt={alt} />
      <div className="flex min-w-0 flex-1 flex-col gap-4">
        <Form
          key={image} // a file that is uploaded is chosen no more
          method="post"
          encType="multipart/form-data"
          noValidate
          className="flex flex-col gap-4"
        >
          <PictureField name={field} label={label} state={state} />
          <div>
            <SubmitButton name="intent" value={`upload-${kind}`} variant={image ? "outline" : "default"}>
              Upload {kind}
            </SubmitButton>
          </div>
        </Form>
        {image && (
          <Form method="post">
            <SubmitButton name="intent" value={`remove-${kind}`} variant="destructive" size="sm">
              Remove {kind}
            </SubmitButton>
          </Form>
        )}
      </div>
    </div>
  );
}
