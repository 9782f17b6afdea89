import { Avatar } from "~/components/avatar";
import { ConfirmButton } from "~/components/confirm-button";
import { Badge } from "~/components/ui/badge";

interface TeamMemberProps {
  userId: string;
  name: string;
  /** Nothing for an account that has no address of its own. */
  email: string | undefined;
  isSelf: boolean;
  team: string;
  mayRemove: boolean;
}

/** Somebody who is in a team. */
export function TeamMember({ userId, name, email, isSelf, team, mayRemove }: TeamMemberProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-1 basis-56 items-center gap-3">
        <Avatar name={name} />
        <div id={`person-${userId}`} className="flex min-w-0 flex-col text-sm">
          <span className="font-medium wrap-anywhere">
            {name} {isSelf && <Badge className="ml-1 text-xs">You</Badge>}
          </span>
          <span className="text-muted-foreground wrap-anywhere">{email ?? "No address"}</span>
        </div>
      </div>
      {mayRemove && (
        <ConfirmButton
          label="Remove"
          question={`Take ${name} out of ${team}?`}
          consequence="They stay in the organization, and can be added to the team again."
          keep="Keep them"
          name="userId"
          value={userId}
          size="sm"
          aria-describedby={`person-${userId}`}
        >
          <input type="hidden" name="intent" value="remove" />
        </ConfirmButton>
      )}
    </li>
  );
}
