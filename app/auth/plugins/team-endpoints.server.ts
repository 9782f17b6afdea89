import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { z } from "zod";
import { createTeam, removeTeam, renameTeam } from "../../db/team-changes.server";
import { teamNames } from "../../db/teams.server";
import type { AuthServices } from "../auth.server";
import { mayDo } from "../permissions";
import { involved } from "./member-endpoints.server";
import { organizationErrors as errors } from "./organization-errors.server";
import { leaveActiveTeam } from "./team-member-endpoints.server";

/** How long the name of a team may be. */
const maxNameLength = 60;

const organizationId = z.string().optional();
const demands = { method: "POST" as const, requireHeaders: true, use: [sensitiveSessionMiddleware] };

/**
 * Teams of an organization, by better-auth's paths, bodies and codes. A name stands once in an organization, however it
 * is written, and there are no more than may be, however many are made at once.
 */
export function teamEndpoints({ env, db }: AuthServices) {
  const max = env.TEAMS_PER_ORGANIZATION;
  return {
    createTeam: createAuthEndpoint(
      "/organization/create-team",
      { ...demands, body: z.object({ organizationId, name: z.string() }) },
      async (ctx) => {
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        if (!mayDo(actor.role, ownRoles, { team: ["create"] }))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_CREATE_TEAMS_IN_THIS_ORGANIZATION);
        const name = nameIn(ctx.body.name);
        const made = await whileTheyStand(
          () => teamNames(db, actor.organizationId),
          (names) => {
            if (names.length >= max)
              throw new APIError("BAD_REQUEST", errors.YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_TEAMS);
            refuseTaken(name, names);
            return createTeam(db, { actor, name, names });
          },
        );
        return ctx.json(withoutCount(made));
      },
    ),
    updateTeam: createAuthEndpoint(
      "/organization/update-team",
      {
        ...demands,
        body: z.object({
          teamId: z.string(),
          data: z.object({ organizationId, name: z.string().optional() }),
        }),
      },
      async (ctx) => {
        const { teamId, data } = ctx.body;
        const { actor, ownRoles } = await involved(db, ctx, data);
        if (!mayDo(actor.role, ownRoles, { team: ["update"] }))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_TEAM);
        const wanted = data.name === undefined ? undefined : nameIn(data.name);
        const renamed = await whileTheyStand(
          () => teamNames(db, actor.organizationId),
          (names) => {
            const own = names.find(({ id }) => id === teamId);
            if (!own) throw new APIError("BAD_REQUEST", errors.TEAM_NOT_FOUND);
            const name = wanted ?? own.name;
            refuseTaken(
              name,
              names.filter((other) => other !== own),
            );
            return renameTeam(db, { actor, teamId, name, names });
          },
        );
        return ctx.json(withoutCount(renamed));
      },
    ),
    removeTeam: createAuthEndpoint(
      "/organization/remove-team",
      { ...demands, body: z.object({ organizationId, teamId: z.string() }) },
      async (ctx) => {
        const { teamId } = ctx.body;
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        if (!mayDo(actor.role, ownRoles, { team: ["delete"] }))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_DELETE_TEAMS_IN_THIS_ORGANIZATION);
        if (!(await removeTeam(db, { actor, teamId })))
          throw new APIError("BAD_REQUEST", errors.TEAM_NOT_FOUND);
        await leaveActiveTeam(ctx, teamId);
        return ctx.json({ message: "Team removed successfully." });
      },
    ),
  };
}

function nameIn(entered: string): string {
  const name = entered.trim();
  if (name === "" || name.length > maxNameLength) throw new APIError("BAD_REQUEST", errors.INVALID_TEAM_NAME);
  return name;
}

function refuseTaken(name: string, names: { name: string }[]): void {
  if (names.some((other) => folded(other.name) === folded(name)))
    throw new APIError("BAD_REQUEST", errors.TEAM_ALREADY_EXISTS);
}

function folded(name: string): string {
  return name.trim().normalize("NFKC").toLowerCase();
}

/** Checks and changes again while somebody else was quicker: a change happens only while what was checked still stands. */
async function whileTheyStand<Facts, Row>(
  read: () => Promise<Facts>,
  change: (facts: Facts) => Promise<Row | undefined>,
): Promise<Row> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const changed = await change(await read());
    if (changed) return changed;
  }
  // Who asks has another role now, or is gone.
  throw new APIError("BAD_REQUEST", errors.MEMBER_NOT_FOUND);
}

function withoutCount<Row extends { memberCount: number }>({ memberCount: _, ...team }: Row) {
  return team;
}
