import { Form } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { SubmitButton } from "~/components/submit-button";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";

interface InvitationRowProps {
  id: string;
  email: string;
  role: string;
  team: string | null;
  inviter: string;
  expires: MomentFacts;
  isExpired: boolean;
  canResend: boolean;
  canCancel: boolean;
}

/** One invitation that waits for an answer. */
export function InvitationRow(invitation: InvitationRowProps) {
  const { id, email, role, team, inviter, expires, isExpired, canResend, canCancel } = invitation;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <div id={`invitation-${id}`} className="flex flex-wrap items-center gap-2 font-medium wrap-anywhere">
          {email} {isExpired && <Badge variant="warning">Expired</Badge>}
        </div>
        <div className="text-sm text-muted-foreground wrap-anywhere">
          {[role.replaceAll(",", ", "), team, `invited by ${inviter}`].filter(Boolean).join(" · ")}
        </div>
        <div className="text-sm text-muted-foreground">
          {isExpired ? "Expired" : "Expires"} <Moment {...expires} />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {canResend && (
          <Form method="post">
            <input type="hidden" name="intent" value="resend" />
            <SubmitButton
              name="invitationId"
              value={id}
              variant="outline"
              size="sm"
              aria-describedby={`invitation-${id}`}
            >
              Resend
            </SubmitButton>
          </Form>
        )}
        {canCancel && (
          <ConfirmButton
            label="Cancel"
            question={`Cancel the invitation to ${email}?`}
            consequence="The link in the message stops working. You can invite this address again."
            keep="Keep it"
            name="invitationId"
            value={id}
            size="sm"
            aria-describedby={`invitation-${id}`}
          >
            <input type="hidden" name="intent" value="cancel" />
          </ConfirmButton>
        )}
      </div>
    </li>
  );
}
