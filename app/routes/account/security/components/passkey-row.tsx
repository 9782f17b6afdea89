import { Form } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { FormField } from "~/components/form-field";
import { Moment } from "~/components/moment";
import { SubmitButton } from "~/components/submit-button";
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
        <Form method="post" noValidate className="flex w-full min-w-0 flex-1 items-start gap-3">
          <input type="hidden" name="intent" value="rename" />
          <div className="min-w-0 flex-1">
            <FormField
              id={`name-${id}`}
              name="name"
              label="Name"
              defaultValue={name}
              state={state}
              maxLength={60}
              autoComplete="off"
              required
            />
          </div>
          <SubmitButton
            name="id"
            value={id}
            variant="outline"
            className="mt-6.5"
            aria-describedby={`passkey-${id}`}
          >
            Rename
          </SubmitButton>
        </Form>
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
