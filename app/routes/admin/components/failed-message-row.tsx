import { Form } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { SubmitButton } from "~/components/submit-button";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";

interface FailedMessageRowProps {
  id: string;
  channel: "email" | "sms";
  to: string;
  subject: string;
  error: string;
  tries: number;
  at: MomentFacts;
  triedAt: MomentFacts;
  /** When it is tried next by itself. */
  next: MomentFacts | undefined;
  isDue: boolean;
  /** What is in it works no longer. */
  isOver: boolean;
}

/** One message that was not sent: to whom, about what, and why. Never what it says. */
export function FailedMessageRow({ id, channel, to, subject, error, isOver, ...row }: FailedMessageRowProps) {
  const about = { "aria-describedby": `message-${id}` };
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <span id={`message-${id}`} className="font-medium wrap-anywhere">
          {subject} {isOver && <Badge>Out of date</Badge>}
        </span>
        <span className="wrap-anywhere">
          {channel === "email" ? "Mail" : "Text message"} to {to}, <Moment {...row.at} />
        </span>
        <span className="wrap-anywhere text-destructive">{error}</span>
        <span className="text-muted-foreground">
          {row.tries === 1 ? "Tried once" : `Tried ${row.tries} times`}, last <Moment {...row.triedAt} />
          {row.next && (
            <>
              ; tried next <Moment {...row.next} />
            </>
          )}
          {row.isDue && "; tried next on the heels of another request"}
          {!row.next && !row.isDue && "; not tried again by itself"}
        </span>
      </div>
      <div className="flex flex-wrap gap-2">
        <Form method="post">
          <input type="hidden" name="intent" value="send" />
          <SubmitButton name="messageId" value={id} size="sm" variant="outline" {...about}>
            Send again
          </SubmitButton>
        </Form>
        <ConfirmButton
          label="Remove"
          question="Remove this message?"
          consequence={`${to} never gets it. Nobody can bring it back.`}
          keep="Keep it"
          name="messageId"
          value={id}
          size="sm"
          {...about}
        >
          <input type="hidden" name="intent" value="remove" />
        </ConfirmButton>
      </div>
    </li>
  );
}
