import { Form, href, Link } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { RenameForm } from "~/components/rename-form";
import { SubmitButton } from "~/components/submit-button";
import { Badge } from "~/components/ui/badge";
import type { FormState } from "~/forms/form-errors";

interface TeamRowProps {
  slug: string;
  id: string;
  name: string;
  memberCount: number;
  /** True when the person who looks is in it. */
  isOwn: boolean;
  isActive: boolean;
  mayRename: boolean;
  mayRemove: boolean;
  state?: FormState;
}

/** One team: how many are in it, and what may be done with it. */
export function TeamRow(team: TeamRowProps) {
  const { slug, id, name, memberCount, isOwn, isActive, mayRename, mayRemove, state } = team;
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div
          id={`team-${id}`}
          className="flex min-w-0 flex-1 basis-48 flex-wrap items-center gap-x-3 gap-y-1"
        >
          <Link
            to={href("/organizations/:slug/teams/:teamId", { slug, teamId: id })}
            className="link font-medium wrap-anywhere"
          >
            {name}
          </Link>
          <span className="text-sm text-muted-foreground">
            {memberCount === 1 ? "1 member" : `${memberCount} members`}
          </span>
          {isActive ? <Badge variant="on">Active</Badge> : isOwn && <Badge>You are in it</Badge>}
        </div>
        {isOwn && !isActive && (
          <Form method="post">
            <input type="hidden" name="intent" value="switch" />
            <SubmitButton
              name="teamId"
              value={id}
              variant="outline"
              size="sm"
              aria-describedby={`team-${id}`}
            >
              Switch
            </SubmitButton>
          </Form>
        )}
      </div>
      <div className="flex flex-col items-start gap-3 empty:hidden sm:flex-row">
        {mayRename && (
          <RenameForm id={id} name={name} idField="teamId" describedBy={`team-${id}`} state={state} />
        )}
        {mayRemove && (
          <div className="sm:mt-6.5">
            <ConfirmButton
              label="Remove"
              question={`Remove the team ${name}?`}
              consequence="Nobody is in it any more. Its members stay in the organization."
              keep="Keep it"
              name="teamId"
              value={id}
              aria-describedby={`team-${id}`}
            >
              <input type="hidden" name="intent" value="remove" />
            </ConfirmButton>
          </div>
        )}
      </div>
    </li>
  );
}
