import { href } from "react-router";
import { FormField } from "~/components/form-field";
import { Button } from "~/components/ui/button";
import type { FormState } from "~/forms/form-errors";
import { AskFirst } from "./ask-first";

/** What can be done to the people who are ticked; the buttons of the form around the list. */
export function ChosenActions({ state }: { state?: FormState }) {
  return (
    <div className="flex flex-col gap-3">
      <h3 className="text-sm font-medium">With the people you selected</h3>
      <div className="flex flex-wrap gap-3">
        <AskFirst
          label="Ban"
          intent="ban"
          question="Ban the people you selected?"
          consequence="They are signed out everywhere, cannot sign in until the ban ends, and are told by mail."
          keep="Ban nobody"
          isOpen={Boolean(state?.errors.banReason ?? state?.errors.banUntil)}
        >
          <FormField
            name="banReason"
            label="Reason"
            hint="They read it when they try to sign in."
            maxLength={200}
            autoComplete="off"
            state={state}
          />
          <FormField
            name="banUntil"
            label="Until the beginning of a day (UTC)"
            hint="Leave it empty for a ban without end."
            type="date"
            state={state}
          />
        </AskFirst>
        <Button type="submit" name="intent" value="unban" variant="outline">
          Lift the ban
        </Button>
        <AskFirst
          label="Sign out"
          intent="sign-out"
          question="Sign out the people you selected?"
          consequence="All their sessions end, on every device. They can sign in again."
          keep="Sign out nobody"
        />
        <Button type="submit" formAction={href("/admin/users/export")} variant="outline">
          Export as CSV
        </Button>
      </div>
    </div>
  );
}
