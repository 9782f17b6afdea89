import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { RenameForm } from "~/components/rename-form";
import type { FormState } from "~/forms/form-errors";
import type { Moment as MomentFacts } from "~/moments";

interface ProjectRowProps {
  id: string;
  name: string;
  /** Nothing when the account is gone. */
  createdBy: string | null;
  created: MomentFacts;
  may: { rename: boolean; delete: boolean };
  state?: FormState;
}

/** One project: what it is called, who made it, and what one may do with it. */
export function ProjectRow({ id, name, createdBy, created, may, state }: ProjectRowProps) {
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-col gap-0.5">
        <span id={`project-${id}`} className="font-medium wrap-anywhere">
          {name}
        </span>
        <span className="text-sm text-muted-foreground wrap-anywhere">
          Made <Moment {...created} />
          {createdBy && ` by ${createdBy}`}
        </span>
      </div>
      <div className="flex flex-col items-start gap-3 empty:hidden sm:flex-row">
        {may.rename && (
          <RenameForm id={id} name={name} maxLength={100} describedBy={`project-${id}`} state={state} />
        )}
        {may.delete && (
          <div className="sm:mt-6.5">
            <ConfirmButton
              label="Delete"
              question={`Delete “${name}”?`}
              consequence="It is gone for every member of the organization, for good."
              keep="Keep it"
              name="id"
              value={id}
              aria-describedby={`project-${id}`}
            >
              <input type="hidden" name="intent" value="delete" />
            </ConfirmButton>
          </div>
        )}
      </div>
    </li>
  );
}
