import type { BetterAuthPlugin } from "better-auth";
import type { Database } from "../../db/db.server";
import { countWithout } from "../../db/team-changes.server";

/** An active team belongs to the active organization, and the number of a team's members follows accounts that go. */
export function teamRules(db: Database) {
  return {
    id: "team-rules",
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            update: {
              before: async (changes: Record<string, unknown>) =>
                "activeOrganizationId" in changes && !("activeTeamId" in changes)
                  ? { data: { ...changes, activeTeamId: null } }
                  : undefined,
            },
          },
          user: {
            delete: {
              before: async ({ id }: { id: string }) => {
                await countWithout(db, id);
              },
            },
          },
        },
      },
    }),
  } satisfies BetterAuthPlugin;
}
