import { Form } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { SubmitButton } from "~/components/submit-button";
import type { Moment as MomentFacts } from "~/moments";

interface RequestRowProps {
  id: string;
  name: string;
  email: string;
  asked: MomentFacts;
}

/** Somebody who asks to join. */
export function RequestRow({ id, name, email, asked }: RequestRowProps) {
  const description = `request-${id}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <span className="font-medium wrap-anywhere">{name}</span>
        <span id={description} className="text-sm text-muted-foreground wrap-anywhere">
          {email}
        </span>
        <span className="text-sm text-muted-foreground">
          Asked <Moment {...asked} />
        </span>
      </div>
      <div className="flex flex-wrap gap-2">
        <Form method="post">
          <input type="hidden" name="intent" value="accept" />
          <SubmitButton name="requestId" value={id} size="sm" aria-describedby={description}>
            Accept
          </SubmitButton>
        </Form>
        <ConfirmButton
          label="Decline"
          question={`Decline the request of ${name}?`}
          consequence={`${email} is told by mail, and can ask again.`}
          keep="Not now"
          name="requestId"
          value={id}
          size="sm"
          variant="outline"
          aria-describedby={description}
        >
          <input type="hidden" name="intent" value="decline" />
        </ConfirmButton>
      </div>
    </li>
  );
}
