import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import type { Database } from "../../db/db.server";
import { organizationRole, team, user } from "../../db/schema";
import { inBackground } from "../../request-scope.server";
import { endpointName } from "../endpoint-name";
import { noteOrganizationActivity } from "../organization-activity.server";
import {
  changesOrganization,
  type OrganizationChange,
  organizationChange,
} from "./organization-happenings.server";

/** Notes who did what in an organization, in forms and endpoints alike. What failed is no news. */
export function organizationEvents(db: Database) {
  /** Names that are gone when a call has done its work, by the headers that came with it. */
  const removed = new WeakMap<object, string>();
  return {
    id: "organization-events",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/organization/remove-team" || path === "/organization/delete-role",
          handler: createAuthMiddleware(async (ctx) => {
            if (!ctx.headers || !(await getSessionFromCtx(ctx))) return;
            const name = await nameToBeRemoved(db, ctx.body ?? {});
            if (name) removed.set(ctx.headers, name);
          }),
        },
      ],
      after: [
        {
          matcher: (context) => changesOrganization(endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            const { returned } = ctx.context;
            if (!returned || isAPIError(returned)) return;
            const found = ctx.context.session ?? (await getSessionFromCtx(ctx));
            const gone = ctx.headers && removed.get(ctx.headers);
            const change = organizationChange(endpointName(ctx), { body: ctx.body, returned, removed: gone });
            if (!found || !change) return;
            const organizationId = change.organizationId || String(found.session.activeOrganizationId ?? "");
            inBackground(note(db, found.user, { ...change, organizationId }));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

async function note(
  db: Database,
  { id, name }: { id: string; name: string },
  {
    organizationId,
    event,
    about,
    aboutUser,
    result,
    teamId,
  }: OrganizationChange & { organizationId: string },
): Promise<void> {
  const person = db
    .select({ name: user.name })
    .from(user)
    .where(eq(user.id, aboutUser ?? ""));
  const inTeam = db
    .select({ name: team.name })
    .from(team)
    .where(eq(team.id, teamId ?? ""));
  const [people, teams] = aboutUser ? await db.batch([person, inTeam]) : [[], []];
  await noteOrganizationActivity(db, {
    organizationId,
    actor: { id, name },
    event,
    about: about ?? people[0]?.name,
    result: result ?? teams[0]?.name,
  });
}

/** Who may not remove it learns nothing by this: the name goes into the list of the organization, if it was removed. */
async function nameToBeRemoved(
  db: Database,
  { teamId, roleId, roleName }: Record<string, unknown>,
): Promise<string | undefined> {
  if (typeof roleName === "string") return roleName;
  const [teams, ownRoles] = await db.batch([
    db
      .select({ name: team.name })
      .from(team)
      .where(eq(team.id, String(teamId ?? ""))),
    db
      .select({ name: organizationRole.role })
      .from(organizationRole)
      .where(eq(organizationRole.id, String(roleId ?? ""))),
  ]);
  return teams[0]?.name ?? ownRoles[0]?.name;
}
