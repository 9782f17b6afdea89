import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { expireCookie } from "better-auth/cookies";
import type { Database } from "../../db/db.server";
import { actsFor } from "../../request-scope.server";
import { isEndpointClosedToActing } from "../acting";
import { recordAudit } from "../audit.server";
import { endpointName } from "../endpoint-name";
import { adminErrors } from "./admin-errors.server";
import { asksFreshProof } from "./fresh-proof.server";

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];
type EndedSession = { userId: string; impersonatedBy?: string | null };

/**
 * An admin who acts for somebody: what they cannot reach answers with `ACTING_FOR_SOMEBODY`, 403, in forms and endpoints
 * alike; whatever they do carries both names; that they stopped is noted wherever the session ends; and signing out ends
 * the admin's own session as well.
 */
export function acting(db: Database) {
  return {
    id: "acting",
    init: () => ({
      options: {
        databaseHooks: {
          session: {
            delete: {
              after: async (
                { userId, impersonatedBy }: EndedSession,
                _ctx: GenericEndpointContext | null,
              ) => {
                if (!impersonatedBy) return;
                recordAudit(db, {
                  event: "admin-impersonation-ended",
                  actor: { id: impersonatedBy },
                  subject: { type: "user", id: userId },
                });
              },
            },
          },
        },
      },
    }),
    hooks: {
      before: [
        {
          matcher: (context) => endpointName(context) !== "/get-session",
          handler: createAuthMiddleware(async (ctx) => {
            const before = ctx.context.session;
            const found = await getSessionFromCtx(ctx, { disableRefresh: true });
            const session = found?.session as { impersonatedBy?: string | null } | undefined;
            const name = endpointName(ctx);
            const isClosed = isEndpointClosedToActing(name) || asksFreshProof(name, ctx.body ?? {});
            if (!session?.impersonatedBy) {
              // Endpoints that sign in are to find nobody, as if nothing had looked.
              if (isClosed) ctx.context.session = before;
              return;
            }
            actsFor(session);
            if (isClosed) throw new APIError("FORBIDDEN", adminErrors.ACTING_FOR_SOMEBODY);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === "/sign-out",
          handler: createAuthMiddleware(endAdminSession),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** The cookie in which better-auth keeps an admin's own session meanwhile. */
async function endAdminSession(ctx: HookContext) {
  const { createAuthCookie, internalAdapter, secret } = ctx.context;
  const cookie = createAuthCookie("admin_session");
  const kept = await ctx.getSignedCookie(cookie.name, secret);
  if (!kept) return;
  expireCookie(ctx, cookie);
  await internalAdapter.deleteSession(kept.split(":")[0] ?? "");
}
