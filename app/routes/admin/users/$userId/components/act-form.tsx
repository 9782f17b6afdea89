import { href } from "react-router";
import { ConfirmFirst } from "~/components/confirm-first";
import { SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import type { PersonFacts } from "../person.server";

/** A plain form, so that the whole document is drawn anew for who one is then. */
export function ActForm({ person }: { person: PersonFacts }) {
  const { id: userId, name, isAdmin, isProven, ban } = person;
  const path = href("/admin/users/:userId/access", { userId });
  const why = isAdmin
    ? "Nobody acts for another admin."
    : ban && "Nobody acts for somebody who is banned: lift the ban first.";
  return (
    <SettingsSection
      title="Act for this person"
      intro="To see what they see, for an hour at most. How they sign in, their own data and what cannot be undone stay closed to you. Both names are in the audit log, and they see in their own list that an admin acted for them."
    >
      {why ? (
        <p className="text-sm">{why}</p>
      ) : isProven ? (
        <form method="post" action={path}>
          <input type="hidden" name="intent" value="act" />
          <Button type="submit" variant="outline">
            Act for {name}
          </Button>
        </form>
      ) : (
        <ConfirmFirst returnTo={path} />
      )}
    </SettingsSection>
  );
}
