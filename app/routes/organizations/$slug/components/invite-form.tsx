import { CircleAlert, CircleCheck } from "lucide-react";
import { Form } from "react-router";
import { ErrorSummary } from "~/components/error-summary";
import { TextField } from "~/components/form-field";
import { SelectField } from "~/components/select-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { confirmPath } from "~/forms/confirm-path";
import type { FormState } from "~/forms/form-errors";
import { isToMend, outcomeWords, type Result } from "./invitation-outcomes";

const labels = { emails: "E-mail addresses", role: "Role", team: "Team" };

interface InviteFormProps {
  roles: string[];
  teams: { id: string; name: string }[];
  /** The path of the page. */
  here: string;
  state?: FormState & { results?: Result[] };
}

/** Invites many people at once, and says of each address what became of it. */
export function InviteForm({ roles, teams, here, state }: InviteFormProps) {
  const { results = [] } = state ?? {};
  return (
    <SettingsSection
      title="Invite people"
      intro="Each gets a message with a link that works for 48 hours, for that address alone."
    >
      <ErrorSummary state={state} labels={labels}>
        {state?.code === "SESSION_NOT_FRESH" && (
          // Beside the page: the list of addresses stays in the form.
          <a href={confirmPath(here)} target="_blank" rel="noreferrer" className="link">
            Confirm that it is you (in a new tab)
          </a>
        )}
      </ErrorSummary>
      {results.length > 0 && <Results results={results} />}
      {/* A new answer begins with a new form: what was invited is out of the field. */}
      <Form method="post" noValidate key={results.map(({ email, outcome }) => email + outcome).join()}>
        <FieldGroup>
          <TextField
            name="emails"
            label={labels.emails}
            hint="One or many, 50 at most: with commas, semicolons or lines between. Names are left out."
            state={state}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            rows={4}
            required
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <SelectField
              name="role"
              label={labels.role}
              state={state}
              defaultValue="member"
              options={roles.map((role) => ({ value: role, label: role }))}
            />
            {teams.length > 0 && (
              <SelectField
                name="team"
                label={labels.team}
                state={state}
                defaultValue=""
                options={[
                  { value: "", label: "No team" },
                  ...teams.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          </div>
          <div>
            <SubmitButton name="intent" value="send">
              Send invitations
            </SubmitButton>
          </div>
        </FieldGroup>
      </Form>
    </SettingsSection>
  );
}

function Results({ results }: { results: Result[] }) {
  return (
    <div role="status">
      <ul aria-label="What became of each address" className="flex flex-col divide-y text-sm">
        {results.map((result) => (
          <li key={result.email} className="flex gap-2 py-2">
            {isToMend(result) ? (
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-destructive" />
            ) : (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
            )}
            <span className="min-w-0">
              <span className="font-medium wrap-anywhere">{result.email}</span>
              <span className="block text-muted-foreground">{outcomeWords[result.outcome]}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
