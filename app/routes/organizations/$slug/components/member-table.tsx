import { Form, href, Link } from "react-router";
import { Avatar } from "~/components/avatar";
import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { SubmitButton } from "~/components/submit-button";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";
import { LeaveButton } from "./leave-button";

interface ListedMember {
  id: string;
  name: string;
  /** Nothing for an account that has no address of its own. */
  email: string | undefined;
  /** By name, with commas. */
  role: string;
  joined: MomentFacts;
  isSelf: boolean;
  isLastOwner: boolean;
  mayChange: boolean;
  mayRemove: boolean;
}

interface MemberTableProps {
  slug: string;
  members: ListedMember[];
  /** What the person who looks may give. */
  roles: string[];
}

const cell = "block sm:table-cell sm:py-3 sm:pr-4 sm:align-middle last:sm:pr-0";

/** A table where there is room, else a card for each member. */
export function MemberTable({ slug, members, roles }: MemberTableProps) {
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-muted-foreground">
          {["Member", "Role"].map((title) => (
            <th key={title} scope="col" className="pb-2 pr-4 font-medium">
              {title}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody className="block divide-y sm:table-row-group">
        {members.map((member) => (
          <tr key={member.id} className="flex flex-col gap-3 py-4 sm:table-row">
            <td className={`${cell} sm:w-full`}>
              <Person {...member} />
            </td>
            <td className={cell}>
              {member.mayChange ? <RoleForm {...member} roles={roles} /> : member.role.replaceAll(",", ", ")}
            </td>
            <td className={`${cell} whitespace-nowrap empty:hidden`}>
              <Ending {...member} slug={slug} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Person({ id, name, email, joined, isSelf }: ListedMember) {
  return (
    <div className="flex items-center gap-3">
      <Avatar name={name} />
      <div id={`member-${id}`} className="flex min-w-0 flex-col">
        <span className="font-medium wrap-anywhere">
          {name} {isSelf && <Badge className="ml-1 text-xs">You</Badge>}
        </span>
        <span className="text-muted-foreground wrap-anywhere">{email ?? "No address"}</span>
        <span className="text-muted-foreground">
          Joined <Moment {...joined} />
        </span>
      </div>
    </div>
  );
}

function RoleForm({ id, name, role, roles }: ListedMember & { roles: string[] }) {
  // Somebody with several roles keeps them until another one is chosen.
  const choices = roles.includes(role) ? roles : [role, ...roles];
  return (
    <Form method="post" key={role} className="flex items-end gap-2 sm:items-center">
      <input type="hidden" name="intent" value="change-role" />
      <input type="hidden" name="member" value={id} />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 sm:w-28 sm:flex-none">
        <label htmlFor={`role-${id}`} className="font-medium sm:sr-only">
          Role of {name}
        </label>
        <select
          id={`role-${id}`}
          name="role"
          defaultValue={role}
          className="h-9 w-full min-w-0 rounded-md border border-input bg-card px-2 text-sm text-foreground pointer-coarse:h-11"
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice.replaceAll(",", ", ")}
            </option>
          ))}
        </select>
      </div>
      <SubmitButton
        variant="outline"
        size="sm"
        className="shrink-0 whitespace-nowrap"
        aria-describedby={`member-${id}`}
      >
        Change role
      </SubmitButton>
    </Form>
  );
}

/** The way out: one leaves oneself, and removes others. */
function Ending({ id, name, slug, isSelf, isLastOwner, mayRemove }: ListedMember & { slug: string }) {
  if (isLastOwner)
    return (
      <Link to={href("/organizations/:slug/settings", { slug })} className="link">
        Hand over or delete
      </Link>
    );
  if (isSelf) return <LeaveButton size="sm" />;
  if (!mayRemove) return null;
  return (
    <ConfirmButton
      label="Remove"
      question={`Remove ${name}?`}
      consequence="They lose everything in this organization at once, in its teams, too, and open invitations that they sent are cancelled. You can add or invite them again."
      keep="Keep them"
      name="member"
      value={id}
      size="sm"
      aria-describedby={`member-${id}`}
    >
      <input type="hidden" name="intent" value="remove" />
    </ConfirmButton>
  );
}
