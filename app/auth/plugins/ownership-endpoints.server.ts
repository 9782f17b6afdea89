import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { z } from "zod";
import { handOver, unchanged } from "../../db/member-changes.server";
import { personOf } from "../../db/ownership.server";
import { ownershipReceived } from "../../email/ownership-received";
import { inBackground, requestHeaders } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { recordCancelled } from "../cancelled-invitations.server";
import { whoAsked } from "../device.server";
import { endOrganization } from "../organization-end.server";
import { isOwner, mayDo, roleNames, rolesToInvite } from "../permissions";
import { ownAddress } from "../placeholder-email";
import { involved, leaveActive, orLastOwner } from "./member-endpoints.server";
import { organizationErrors as errors } from "./organization-errors.server";

/** Endpoints for what an owner does with the organization as a whole. Each asks for a fresh proof (`fresh-proof`). */
export function ownershipEndpoints(services: AuthServices) {
  const { env, db, sendEmail } = services;
  const factsFor = (to: string) => ({
    to,
    appName: env.APP_NAME,
    baseUrl: env.BETTER_AUTH_URL,
    who: whoAsked(requestHeaders()),
  });
  return {
    /** Makes another member owner; oneself stays one, or becomes an admin. */
    handOverOrganization: createAuthEndpoint(
      "/organization/hand-over",
      {
        method: "POST",
        body: z.object({
          organizationId: z.string(),
          memberId: z.string(),
          stayAs: z.enum(["owner", "admin"]),
        }),
        requireHeaders: true,
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { memberId: other, organizationId, stayAs } = ctx.body;
        const { actor, target, ownRoles } = await involved(db, ctx, { other, organizationId });
        if (!isOwner(actor.role))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER);
        const person = await personOf(db, target);
        if (!person?.mayOwn || target.id === actor.id)
          throw new APIError("BAD_REQUEST", errors.MEMBER_CANNOT_OWN);
        const kept = roleNames(actor.role).map((name) => (name === "owner" ? stayAs : name));
        const ownRole = [...new Set(kept)].join(",");
        const { cancelled } = await orLastOwner(
          handOver(db, { actor, target, ownRole, rolesLeft: rolesToInvite(ownRole, ownRoles) }),
          errors.YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER,
        );
        recordCancelled(db, { actor: ctx.context.session.user, inviter: actor, count: cancelled });
        const { organization, slug, email } = person;
        const { name: from } = ctx.context.session.user;
        if (ownAddress(email) && !isOwner(target.role))
          inBackground(sendEmail(ownershipReceived({ ...factsFor(email), organization, slug, from })));
        return ctx.json({ member: { ...target, role: "owner" } });
      },
    ),
    deleteOrganization: createAuthEndpoint(
      "/organization/delete",
      {
        method: "POST",
        body: z.object({ organizationId: z.string() }),
        requireHeaders: true,
        use: [sensitiveSessionMiddleware],
      },
      async (ctx) => {
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        if (!mayDo(actor.role, ownRoles, { organization: ["delete"] }))
          throw new APIError("FORBIDDEN", errors.YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_ORGANIZATION);
        const organization = await endOrganization(services, {
          organizationId: actor.organizationId,
          allowed: unchanged(actor),
          by: ctx.context.session.user,
        });
        if (!organization) throw new APIError("BAD_REQUEST", errors.ORGANIZATION_NOT_FOUND);
        await leaveActive(ctx, organization.id);
        return ctx.json(organization);
      },
    ),
  };
}
