import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthEndpoint,
  createAuthMiddleware,
  getSessionFromCtx,
  sensitiveSessionMiddleware,
} from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { isAdmin } from "../admin-role";
import { endpointName } from "../endpoint-name";
import { isOwner } from "../permissions";
import { consoleProofSeconds, isFresh, isProven } from "../sessions.server";

/** Changes to how one signs in. Where the body proves the person by their password, nothing more is asked. */
const sensitive: Record<string, (body: Record<string, unknown>) => boolean> = {
  "/link-social": always,
  "/change-email": always,
  "/delete-user": ({ token, password }) => !token && !password,
  "/passkey/delete-passkey": always,
  "/phone-number/verify": ({ updatePhoneNumber }) => updatePhoneNumber === true,
  "/update-user": ({ phoneNumber }) => phoneNumber === null,
  "/two-factor/enable": ({ password }) => !password,
  "/two-factor/disable": ({ password }) => !password,
  "/two-factor/generate-backup-codes": ({ password }) => !password,
  "/organization/delete": always,
  "/organization/hand-over": always,
  "/organization/update-member-role": makesAnOwner,
  "/organization/add-member": makesAnOwner,
  "/organization/invite-member": makesAnOwner,
  inviteSeveral: makesAnOwner,
  "/admin/impersonate-user": always,
  "/admin/remove-user": always,
  "/admin/reset-two-factor": always,
  "/admin/set-role": makesAnAdmin,
  "/admin/create-user": makesAnAdmin,
};

/** True where a call of an endpoint has to come with a recent proof. */
export function asksFreshProof(path: string, body: Record<string, unknown>): boolean {
  return Object.hasOwn(sensitive, path) && sensitive[path]?.(body) === true;
}

function always(): boolean {
  return true;
}

function makesAnOwner({ role }: Record<string, unknown>): boolean {
  return isOwner([role].flat().join(","));
}

function makesAnAdmin({ role }: Record<string, unknown>): boolean {
  return isAdmin([role].flat().join(","));
}

/** What admins do by endpoints, as in the console; to stop acting for somebody is asked of nobody. */
const ofAdmins = /^\/admin\/(?!stop-impersonating$|has-permission$)/;

/**
 * Asks for a recent proof of who one is before what matters to security, in forms and endpoints alike (ASVS 7.5.1):
 * `SESSION_NOT_FRESH`, 403, when the last one is older than `freshAgeSeconds`. `renewSession` is what a proof is worth:
 * the session goes on under another token, and the old one is dead (ASVS 7.2.4).
 */
export function freshProof() {
  return {
    id: "fresh-proof",
    endpoints: {
      /** For the server alone, after a proof: it takes none itself. */
      renewSession: createAuthEndpoint(
        {
          method: "POST",
          use: [sensitiveSessionMiddleware],
          requireHeaders: true,
          metadata: { SERVER_ONLY: true },
        },
        async (ctx) => {
          const { session, user } = ctx.context.session;
          const { internalAdapter, authCookies, secret } = ctx.context;
          const isShort = Boolean(await ctx.getSignedCookie(authCookies.dontRememberToken.name, secret));
          const renewed = await internalAdapter.createSession(user.id, isShort, session);
          await setSessionCookie(ctx, { session: renewed, user }, isShort);
          await internalAdapter.deleteSession(session.token);
          return ctx.json({ status: true });
        },
      ),
    },
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && ofAdmins.test(path),
          handler: createAuthMiddleware(async (ctx) => {
            const found = await getSessionFromCtx(ctx);
            if (!found || isProven(found.session, 2 * consoleProofSeconds)) return;
            throw new APIError("FORBIDDEN", { code: "SESSION_NOT_FRESH", message: "Session is not fresh" });
          }),
        },
        {
          matcher: (context) => Object.hasOwn(sensitive, endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            if (!asksFreshProof(endpointName(ctx), ctx.body ?? {})) return;
            const found = await getSessionFromCtx(ctx);
            // Somebody who tries without an account has nothing to prove themselves by.
            if (!found || found.user.isAnonymous || isFresh(found.session)) return;
            throw new APIError("FORBIDDEN", { code: "SESSION_NOT_FRESH", message: "Session is not fresh" });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
