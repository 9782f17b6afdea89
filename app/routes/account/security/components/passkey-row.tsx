import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { RenameForm } from "~/components/rename-form";
import { Badge } from "~/components/ui/badge";
import type { FormState } from "~/forms/form-errors";
import type { Moment as MomentFacts } from "~/moments";

interface PasskeyRowProps {
  id: string;
  name: string;
  added: MomentFacts;
  /** Nothing until it was used to sign in. */
  lastUsed?: MomentFacts;
  isSynced: boolean;
  state?: FormState;
}

/** One passkey: what it is called, since when it is there, and its two actions. */
export function PasskeyRow({ id, name, added, lastUsed, isSynced, state }: PasskeyRowProps) {
  return (
    <li className="flex flex-col gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-2">
        <span id={`passkey-${id}`} className="font-medium">
          {name}
        </span>
        <Badge>{isSynced ? "Synced" : "On one device"}</Badge>
        <span className="text-sm text-muted-foreground">
          Added <Moment {...added} />
          {lastUsed && (
            <>
              {" "}
              · Last used <Moment {...lastUsed} />
            </>
          )}
        </span>
      </div>
      <div className="flex flex-col items-start gap-3 sm:flex-row">
        <RenameForm id={id} name={name} describedBy={`passkey-${id}`} state={state} />
        <div className="sm:mt-6.5">
          <ConfirmButton
            label="Remove"
            question={`Remove “${name}”?`}
            consequence="It does not sign you in any more, on any device. To use one again, you add a new passkey."
            keep="Keep it"
            name="id"
            value={id}
            aria-describedby={`passkey-${id}`}
          >
            <input type="hidden" name="intent" value="remove" />
          </ConfirmButton>
        </div>
      </div>
    </li>
  );
}
