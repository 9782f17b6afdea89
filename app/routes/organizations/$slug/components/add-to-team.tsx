import { Form } from "react-router";
import { Avatar } from "~/components/avatar";
import { FormField } from "~/components/form-field";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";

interface AddToTeamProps {
  search: string;
  /** Members of the organization who are not in the team, some of those that match. */
  candidates: { userId: string; name: string; email: string | undefined }[];
  hasMore: boolean;
}

/** Finds members of the organization by how a word of their name or address begins, and puts one into the team. */
export function AddToTeam({ search, candidates, hasMore }: AddToTeamProps) {
  return (
    <SettingsSection title="Add a member" intro="Whoever is in the organization can be in the team.">
      <Form
        method="get"
        role="search"
        key={search}
        className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <FormField name="q" type="search" label="Name or address" defaultValue={search} autoComplete="off" />
        <Button type="submit" variant="outline">
          Search
        </Button>
      </Form>
      {candidates.length === 0 && !hasMore && (
        <p className="text-sm text-muted-foreground">
          {search
            ? "Nobody who is not in the team matches. Try how a word of the name or the address begins."
            : "Everybody in the organization is in this team."}
        </p>
      )}
      {candidates.length > 0 && (
        <ul aria-label="Members who can be added" className="flex flex-col divide-y">
          {candidates.map(({ userId, name, email }) => (
            <li
              key={userId}
              className="flex flex-wrap items-center justify-between gap-3 py-3 first:pt-0 last:pb-0"
            >
              <div className="flex min-w-0 flex-1 basis-56 items-center gap-3">
                <Avatar name={name} />
                <div id={`candidate-${userId}`} className="flex min-w-0 flex-col text-sm">
                  <span className="font-medium wrap-anywhere">{name}</span>
                  <span className="text-muted-foreground wrap-anywhere">{email ?? "No address"}</span>
                </div>
              </div>
              <Form method="post">
                <input type="hidden" name="intent" value="add" />
                <SubmitButton
                  name="userId"
                  value={userId}
                  variant="outline"
                  size="sm"
                  aria-describedby={`candidate-${userId}`}
                >
                  Add
                </SubmitButton>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <p className="text-sm text-muted-foreground">
          There are more. Search for a name or an address, or for more of it.
        </p>
      )}
    </SettingsSection>
  );
}
