import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Database } from "../../db/db.server";
import { LastOwnerError } from "../../db/last-owner.server";
import { removeMember } from "../../db/leaving.server";
import { changeRole, unchanged } from "../../db/member-changes.server";
import { membersInvolved } from "../../db/members.server";
import { recordCancelled } from "../cancelled-invitations.server";
import { mayDo, mayGive, mayTouch, roleNames, rolesToInvite, unknownRoles } from "../permissions";
import { organizationErrors as errors } from "./organization-errors.server";

/**
 * Endpoints of better-auth for members, by paths, bodies and answers of its own, as they have to be here: it looks for
 * owners among the first 100 members, and asks once and changes later. These change in one batch, and only while what
 * allowed it still stands. Nobody changes somebody who may do more, or gives a role that may.
 */
export function memberEndpoints(db: Database) {
  return {
    removeMember: createAuthEndpoint(
      "/organization/remove-member",
      {
        method: "POST",
        body: z.object({ memberIdOrEmail: z.string(), organizationId: z.string().optional() }),
        requireHeaders: true,
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { memberIdOrEmail: other, organizationId } = ctx.body;
        const { actor, target, ownRoles } = await involved(db, ctx, { other, organizationId });
        const isAllowed =
          mayDo(actor.role, ownRoles, { member: ["delete"] }) &&
          (actor.id === target.id || mayTouch(actor.role, ownRoles, target.role));
        if (!isAllowed) throw new APIError("UNAUTHORIZED", errors.YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_MEMBER);
        const { cancelled } = await orLastOwner(
          removeMember(db, { target, allowed: unchanged(actor) }),
          errors.YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER,
        );
        recordCancelled(db, { actor: ctx.context.session.user, inviter: target, count: cancelled });
        if (target.userId === actor.userId) await leaveActive(ctx, target.organizationId);
        return ctx.json({ member: target });
      },
    ),
    leaveOrganization: createAuthEndpoint(
      "/organization/leave",
      {
        method: "POST",
        body: z.object({ organizationId: z.string() }),
        requireHeaders: true,
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { actor } = await involved(db, ctx, ctx.body);
        const { cancelled } = await orLastOwner(
          removeMember(db, { target: actor, allowed: undefined }),
          errors.YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER,
        );
        recordCancelled(db, { actor: ctx.context.session.user, inviter: actor, count: cancelled });
        await leaveActive(ctx, actor.organizationId);
        return ctx.json(actor);
      },
    ),
    updateMemberRole: createAuthEndpoint(
      "/organization/update-member-role",
      {
        method: "POST",
        body: z.object({
          role: z.union([z.string(), z.array(z.string())]),
          memberId: z.string(),
          organizationId: z.string().optional(),
        }),
        requireHeaders: true,
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { memberId: other, organizationId } = ctx.body;
        const { actor, target, ownRoles } = await involved(db, ctx, { other, organizationId });
        const role = [...new Set(roleNames([ctx.body.role].flat().join(",")))].join(",");
        if (!role || unknownRoles(role, ownRoles).length > 0)
          throw new APIError("BAD_REQUEST", errors.ROLE_NOT_FOUND);
        const isAllowed =
          mayDo(actor.role, ownRoles, { member: ["update"] }) &&
          (actor.id === target.id || mayTouch(actor.role, ownRoles, target.role)) &&
          mayGive(actor.role, ownRoles, role);
        if (!isAllowed) throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER);
        const { member, cancelled } = await orLastOwner(
          changeRole(db, { actor, target, role, rolesLeft: rolesToInvite(role, ownRoles) }),
          errors.YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER,
        );
        recordCancelled(db, { actor: ctx.context.session.user, inviter: target, count: cancelled });
        return ctx.json(member);
      },
    ),
  };
}

interface EndpointContext {
  context: { session: { session: Record<string, unknown>; user: { id: string } } };
}

/** Who asks, and whom it is about: oneself where nobody else is named. Both are members of the same organization. */
export async function involved(
  db: Database,
  { context: { session } }: EndpointContext,
  { other, organizationId }: { other?: string; organizationId?: string },
) {
  const id = organizationId || session.session.activeOrganizationId;
  if (typeof id !== "string") throw new APIError("BAD_REQUEST", errors.NO_ACTIVE_ORGANIZATION);
  const found = await membersInvolved(db, { organizationId: id, userId: session.user.id, other });
  const target = other === undefined ? found.actor : found.other;
  if (!found.actor || !target) throw new APIError("BAD_REQUEST", errors.MEMBER_NOT_FOUND);
  return { actor: found.actor, target, ownRoles: found.ownRoles };
}

/** What a change answered; a refusal of the database in words, and the member as gone who has changed meanwhile. */
export async function orLastOwner<T>(
  change: Promise<T>,
  refusal: (typeof errors)[keyof typeof errors],
): Promise<NonNullable<T>> {
  const result = await change.catch((error) => {
    throw error instanceof LastOwnerError ? new APIError("BAD_REQUEST", refusal) : error;
  });
  if (!result) throw new APIError("BAD_REQUEST", errors.MEMBER_NOT_FOUND);
  return result;
}

type SessionContext = Parameters<typeof setSessionCookie>[0];

/** Tells this browser's copy of the session, too, that an organization is no longer the active one. */
export async function leaveActive(ctx: SessionContext, organizationId: string): Promise<void> {
  const found = ctx.context.session;
  if (found?.session.activeOrganizationId !== organizationId) return;
  const session = { ...found.session, activeOrganizationId: null, activeTeamId: null };
  await setSessionCookie(ctx, { session, user: found.user });
}
