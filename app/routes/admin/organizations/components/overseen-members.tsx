import { Form, href, Link } from "react-router";
import { Avatar } from "~/components/avatar";
import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { SubmitButton } from "~/components/submit-button";
import type { Moment as MomentFacts } from "~/moments";

interface OverseenMember {
  id: string;
  userId: string;
  name: string;
  image: string | undefined;
  /** Nothing for an account that has no address of its own. */
  email: string | undefined;
  role: string;
  joined: MomentFacts;
  mayBeRemoved: boolean;
  mayBeMadeOwner: boolean;
}

/** The members of an organization, and what an admin of the deployment may do with each. */
export function OverseenMembers({ members }: { members: OverseenMember[] }) {
  return (
    <ul className="flex flex-col divide-y text-sm">
      {members.map((member) => (
        <li
          key={member.id}
          className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
        >
          <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
            <Avatar name={member.name} image={member.image} />
            <div id={`member-${member.id}`} className="flex min-w-0 flex-col">
              <Link
                to={href("/admin/users/:userId", { userId: member.userId })}
                className="link font-medium wrap-anywhere"
              >
                {member.name}
              </Link>
              <span className="wrap-anywhere text-muted-foreground">{member.email ?? "No address"}</span>
              <span className="wrap-anywhere text-muted-foreground">
                {member.role}, joined <Moment {...member.joined} />
              </span>
            </div>
          </div>
          <Actions {...member} />
        </li>
      ))}
    </ul>
  );
}

function Actions({ id, name, mayBeRemoved, mayBeMadeOwner }: OverseenMember) {
  const about = { "aria-describedby": `member-${id}` };
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {mayBeMadeOwner && (
        <Form method="post">
          <input type="hidden" name="intent" value="make-owner" />
          <SubmitButton name="memberId" value={id} size="sm" variant="outline" {...about}>
            Make owner
          </SubmitButton>
        </Form>
      )}
      {mayBeRemoved && (
        <ConfirmButton
          label="Remove"
          question={`Remove ${name}?`}
          consequence="They lose everything in this organization at once, in its teams, too, and open invitations that they sent are cancelled."
          keep="Keep them"
          name="memberId"
          value={id}
          size="sm"
          {...about}
        >
          <input type="hidden" name="intent" value="remove" />
        </ConfirmButton>
      )}
    </div>
  );
}
