import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Database } from "../../db/db.server";
import { addToTeam, removeFromTeam } from "../../db/team-changes.server";
import { teamFor } from "../../db/teams.server";
import { mayDo } from "../permissions";
import { involved } from "./member-endpoints.server";
import { organizationErrors as errors } from "./organization-errors.server";

const organizationId = z.string().optional();
const somebody = z.object({ organizationId, teamId: z.string(), userId: z.coerce.string() });
const demands = { method: "POST" as const, requireHeaders: true, use: [sensitiveSessionMiddleware] };

/** Who is in a team, and which one is active, by better-auth's paths, bodies and codes; counts stay right. */
export function teamMemberEndpoints(db: Database) {
  return {
    addTeamMember: createAuthEndpoint(
      "/organization/add-team-member",
      { ...demands, body: somebody },
      async (ctx) => {
        const { teamId, userId } = ctx.body;
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        if (!mayDo(actor.role, ownRoles, { member: ["update"] }))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_CREATE_A_NEW_TEAM_MEMBER);
        const team = await teamFor(db, { ...actor, teamId });
        if (!team) throw new APIError("BAD_REQUEST", errors.TEAM_NOT_FOUND);
        const added = await addToTeam(db, { actor, teamId, userId });
        if (!added) throw new APIError("BAD_REQUEST", errors.USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION);
        return ctx.json(added);
      },
    ),
    removeTeamMember: createAuthEndpoint(
      "/organization/remove-team-member",
      { ...demands, body: somebody },
      async (ctx) => {
        const { teamId, userId } = ctx.body;
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        if (!mayDo(actor.role, ownRoles, { member: ["delete"] }))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_REMOVE_A_TEAM_MEMBER);
        const team = await teamFor(db, { ...actor, teamId });
        if (!team) throw new APIError("BAD_REQUEST", errors.TEAM_NOT_FOUND);
        if (!(await removeFromTeam(db, { actor, teamId, userId })))
          throw new APIError("BAD_REQUEST", errors.USER_IS_NOT_A_MEMBER_OF_THE_TEAM);
        if (userId === actor.userId) await leaveActiveTeam(ctx, teamId);
        return ctx.json({ message: "Team member removed successfully." });
      },
    ),
    /** With `organizationId`, which better-auth does not know, that organization becomes the active one as well. */
    setActiveTeam: createAuthEndpoint(
      "/organization/set-active-team",
      { ...demands, body: z.object({ organizationId, teamId: z.string().nullable().optional() }) },
      async (ctx) => {
        const { session, user } = ctx.context.session;
        const { activeOrganizationId, activeTeamId } = session as ActiveSession;
        const { teamId = activeTeamId, organizationId = activeOrganizationId } = ctx.body;
        if (!teamId) {
          if (activeTeamId) await leaveActiveTeam(ctx, activeTeamId);
          return ctx.json(null);
        }
        if (!organizationId) throw new APIError("BAD_REQUEST", errors.NO_ACTIVE_ORGANIZATION);
        const team = await teamFor(db, { organizationId, userId: user.id, teamId });
        if (!team) throw new APIError("BAD_REQUEST", errors.TEAM_NOT_FOUND);
        if (!team.isOwn) throw new APIError("FORBIDDEN", errors.USER_IS_NOT_A_MEMBER_OF_THE_TEAM);
        await activate(ctx, { activeOrganizationId: organizationId, activeTeamId: teamId });
        const { isOwn: _, memberCount: __, ...rest } = team;
        return ctx.json(rest);
      },
    ),
  };
}

interface ActiveSession {
  activeOrganizationId?: string | null;
  activeTeamId?: string | null;
}

type SessionContext = Parameters<typeof setSessionCookie>[0];

/** When this was the active team of this session, none is now; the browser's copy knows it at once. */
export async function leaveActiveTeam(ctx: SessionContext, teamId: string): Promise<void> {
  const session = ctx.context.session?.session as ActiveSession | undefined;
  if (session?.activeTeamId === teamId) await activate(ctx, { activeTeamId: null });
}

async function activate(ctx: SessionContext, active: ActiveSession): Promise<void> {
  const found = ctx.context.session;
  if (!found) return;
  const updated = await ctx.context.internalAdapter.updateSession(found.session.token, active);
  if (updated) await setSessionCookie(ctx, { session: updated, user: found.user });
}
