import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthEndpoint,
  createAuthMiddleware,
  getSessionFromCtx,
  isAPIError,
  sensitiveSessionMiddleware,
} from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { dropLostTeams, invitationById, statusOfInvitation, takeOver } from "../../db/invitations.server";
import { countEach } from "../attempts.server";
import type { AuthServices } from "../auth.server";
import { invitationFacts, mailsPerAddress, refusalOf } from "../invitations.server";
import { inviteSeveral, maxAddresses, refusalReasons } from "../invite-several.server";
import { keyOf, refuseOver } from "./attempt-limits.server";

/**
 * The rules of invitations, in the form and in the endpoints alike: domains, the limits of an organization, of a sender
 * and of a mailbox, and that nobody gives a role that may do more than they may. `inviteSeveral` is the form's.
 */
export function invitationRules(services: AuthServices) {
  const { env, db } = services;
  return {
    id: "invitation-rules",
    endpoints: {
      /** For the server alone: invites many addresses at once, and answers what became of each. */
      inviteSeveral: createAuthEndpoint(
        {
          method: "POST",
          body: z.object({
            organizationId: z.string(),
            emails: z.array(z.string()).max(maxAddresses),
            role: z.string(),
            teamId: z.string().optional(),
          }),
          use: [sensitiveSessionMiddleware],
          requireHeaders: true,
          metadata: { SERVER_ONLY: true },
        },
        async (ctx) => {
          const { secret, session, generateId } = ctx.context;
          const newId = () => generateId({ model: "invitation" }) || crypto.randomUUID();
          const asked = {
            ...ctx.body,
            inviter: session.user,
            keyOf: (email: string) => mailKey(secret, email),
          };
          const answer = await inviteSeveral(services, { ...asked, newId });
          if (typeof answer === "string") throw refused(answer);
          return answer;
        },
      ),
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/organization/invite-member",
          handler: createAuthMiddleware(async (ctx) => {
            const found = await getSessionFromCtx(ctx);
            const { organizationId = found?.session.activeOrganizationId, resend } = ctx.body ?? {};
            const email = String(ctx.body?.email ?? "").toLowerCase();
            if (!found || typeof organizationId !== "string" || !organizationId) return;
            const facts = await invitationFacts(db, {
              userId: found.user.id,
              organizationId,
              emails: [email],
            });
            // What follows is for those who may; better-auth refuses the others.
            if (!facts.mayInvite) return;
            const wanted = facts.invited.get(email) ?? [ctx.body?.role].flat().join(",");
            if (!facts.mayGive(wanted)) throw refused("YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE");
            const refusal = refusalOf(env, facts, email);
            if (refusal === "member" || (refusal === "invited-already" && !resend)) return;
            if (refusal === "domain-not-allowed") throw new APIError("FORBIDDEN", domainNotAllowed);
            if (refusal === "limit-reached") throw refused("INVITATION_LIMIT_REACHED");
            if (refusal === "sender-limit-reached") refuseOver(mailsPerAddress.windowSeconds, ctx.path);
            const over = await countEach(db, [await mailKey(ctx.context.secret, email)], mailsPerAddress);
            if (over.size > 0) refuseOver(mailsPerAddress.windowSeconds, ctx.path);
          }),
        },
        {
          matcher: ({ path }) => path === "/organization/cancel-invitation",
          handler: createAuthMiddleware(async (ctx) => {
            if (!(await getSessionFromCtx(ctx))) return;
            const status = await statusOfInvitation(db, String(ctx.body?.invitationId ?? ""));
            if (status !== "pending") throw refused("INVITATION_NOT_FOUND", "BAD_REQUEST");
          }),
        },
        {
          matcher: ({ path }) => path === "/organization/accept-invitation",
          handler: createAuthMiddleware(async (ctx) => {
            const found = await getSessionFromCtx(ctx);
            const id = String(ctx.body?.invitationId ?? "");
            if (!found) return;
            const invitation = await invitationById(db, id, found.user.id);
            if (invitation?.isMember && invitation.email === found.user.email)
              throw refused("USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION");
            // It gives what its inviter may give now, not what they could once.
            if (!invitation?.stands) throw refused("INVITATION_NOT_FOUND", "BAD_REQUEST");
            await dropLostTeams(db, id);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path, body }) => path === "/organization/invite-member" && Boolean(body?.resend),
          handler: createAuthMiddleware(async (ctx) => {
            const { returned, session } = ctx.context;
            const sent = returned as { id?: unknown } | undefined;
            if (!isAPIError(returned) && session && typeof sent?.id === "string")
              await takeOver(db, sent.id, session.user.id);
          }),
        },
        {
          // better-auth makes the organization active in the database, and leaves the cookie as it was.
          matcher: ({ path }) => path === "/organization/accept-invitation",
          handler: createAuthMiddleware(async (ctx) => {
            if (ctx.context.returned instanceof APIError) return;
            const before = await getSessionFromCtx(ctx);
            const now = before && (await ctx.context.internalAdapter.findSession(before.session.token));
            if (now) await setSessionCookie(ctx, now);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

const domainNotAllowed = {
  code: "EMAIL_DOMAIN_NOT_ALLOWED",
  message: "Addresses of this domain are not accepted",
};

/** better-auth's own codes. */
const reasons = {
  ...refusalReasons,
  INVITATION_NOT_FOUND: "Invitation not found",
  INVITATION_LIMIT_REACHED: "Invitation limit reached",
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: "User is already a member of this organization",
} as const;

function refused(code: keyof typeof reasons, status: "FORBIDDEN" | "BAD_REQUEST" = "FORBIDDEN"): APIError {
  return new APIError(status, { code, message: reasons[code] });
}

function mailKey(secret: string, email: string): Promise<string> {
  return keyOf(secret, "invitation", email);
}
