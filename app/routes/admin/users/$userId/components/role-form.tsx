import { href } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { ConfirmFirst } from "~/components/confirm-first";
import { SettingsSection } from "~/components/settings-section";
import type { PersonFacts } from "../person.server";

/** Makes somebody an admin, or an admin somebody like everybody else. */
export function RoleForm({ person }: { person: PersonFacts }) {
  const { id: userId, name, isAdmin, isGuest, isProven } = person;
  return (
    <SettingsSection
      title="Role"
      intro={
        isAdmin
          ? "Looks after this deployment, as you do."
          : "Uses this deployment, and does not see the console."
      }
    >
      {isGuest ? (
        <p className="text-sm">A guest has no account of their own yet, and cannot be an admin.</p>
      ) : isAdmin ? (
        <ConfirmButton
          label="Take the role of admin away"
          question={`Is ${name} to be no admin any more?`}
          consequence="They lose the console at once, and what they do for others ends. They are told by mail."
          keep="Leave it"
          name="role"
          value="user"
        >
          <input type="hidden" name="intent" value="set-role" />
        </ConfirmButton>
      ) : isProven ? (
        <ConfirmButton
          label="Make an admin"
          question={`Is ${name} to be an admin?`}
          consequence="They can see everybody and do everything that you can, to you as well. They are told by mail."
          keep="Leave it"
          variant="outline"
          name="role"
          value="admin"
        >
          <input type="hidden" name="intent" value="set-role" />
        </ConfirmButton>
      ) : (
        <ConfirmFirst returnTo={href("/admin/users/:userId/access", { userId })} />
      )}
    </SettingsSection>
  );
}
