import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { and } from "drizzle-orm";
import { z } from "zod";
import { removeMember } from "../../db/leaving.server";
import { isCalled, isStillAdmin, makeOwner, memberOf } from "../../db/overseen-organization.server";
import { personOf } from "../../db/ownership.server";
import { ownershipReceived } from "../../email/ownership-received";
import { inBackground, requestHeaders } from "../../request-scope.server";
import { isAdmin } from "../admin-role";
import type { AuthServices } from "../auth.server";
import { recordCancelled } from "../cancelled-invitations.server";
import { whoAsked } from "../device.server";
import { endOrganization } from "../organization-end.server";
import { ownAddress } from "../placeholder-email";
import { orLastOwner } from "./member-endpoints.server";
import { organizationErrors as errors } from "./organization-errors.server";

const forAdmins = { method: "POST" as const, requireHeaders: true, use: [sensitiveSessionMiddleware] };
const id = z.string().min(1).max(256);
const aMember = z.object({ organizationId: id, memberId: id });

/**
 * What admins of the deployment do with organizations that they are no members of: `POST /admin/delete-organization`,
 * `/admin/remove-member` and `/admin/make-owner`, which is for organizations without an owner. Each asks for the proof
 * of the console (`fresh-proof`), and is noted as what a member does (`organization-events`).
 */
export function overseenOrganizations(services: AuthServices) {
  const { env, db, sendEmail } = services;
  return {
    id: "overseen-organizations",
    endpoints: {
      deleteOverseenOrganization: createAuthEndpoint(
        "/admin/delete-organization",
        // The short name is the question: nobody deletes another one by accident.
        { ...forAdmins, body: z.object({ organizationId: id, slug: z.string().max(256) }) },
        async (ctx) => {
          const by = adminWho(ctx);
          const { organizationId, slug } = ctx.body;
          const allowed = and(isStillAdmin(by.id), isCalled(organizationId, slug));
          const gone = await endOrganization(services, { organizationId, allowed, by });
          if (!gone) throw new APIError("BAD_REQUEST", errors.ORGANIZATION_NOT_FOUND);
          return ctx.json(gone);
        },
      ),
      removeOverseenMember: createAuthEndpoint(
        "/admin/remove-member",
        { ...forAdmins, body: aMember },
        async (ctx) => {
          const by = adminWho(ctx);
          const target = await memberOf(db, ctx.body);
          if (!target) throw new APIError("BAD_REQUEST", errors.MEMBER_NOT_FOUND);
          const { cancelled } = await orLastOwner(
            removeMember(db, { target, allowed: isStillAdmin(by.id) }),
            errors.YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER,
          );
          recordCancelled(db, { actor: by, inviter: target, count: cancelled });
          return ctx.json({ member: target });
        },
      ),
      makeOwner: createAuthEndpoint("/admin/make-owner", { ...forAdmins, body: aMember }, async (ctx) => {
        const by = adminWho(ctx);
        const target = await memberOf(db, ctx.body);
        const made = target && (await makeOwner(db, target, by.id));
        if (!made) throw new APIError("BAD_REQUEST", errors.MEMBER_CANNOT_OWN);
        const person = await personOf(db, made);
        const to = person && ownAddress(person.email);
        if (to) {
          const { organization, slug } = person;
          const facts = { to, appName: env.APP_NAME, baseUrl: env.BETTER_AUTH_URL };
          const who = whoAsked(requestHeaders());
          inBackground(sendEmail(ownershipReceived({ ...facts, who, organization, slug, from: by.name })));
        }
        return ctx.json({ member: made });
      }),
    },
  } satisfies BetterAuthPlugin;
}

interface Call {
  context: { session: { user: { id: string; name: string; role?: unknown }; session: object } };
}

/** Who asks: an admin, in their own name. */
function adminWho({ context: { session } }: Call) {
  const { id, name, role } = session.user;
  const { impersonatedBy }: { impersonatedBy?: string | null } = session.session;
  if (typeof role !== "string" || !isAdmin(role) || impersonatedBy)
    throw new APIError("FORBIDDEN", { code: "ADMINS_ONLY", message: "This is for admins" });
  return { id, name };
}
