import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Database } from "../../db/db.server";
import { isLastWayIn, phoneWay } from "../ways-in.server";

/** Which way to sign in each of these endpoints removes, by its body. */
const removes: Record<string, (body: Record<string, unknown>) => unknown> = {
  "/passkey/delete-passkey": ({ id }) => id,
  "/unlink-account": ({ accountId }) => accountId,
  "/update-user": ({ phoneNumber }) => (phoneNumber === null ? phoneWay : undefined),
};

/** Keeps people from locking themselves out: `LAST_WAY_TO_SIGN_IN`, 400, for the last one. */
export function lastWayIn(db: Database, ways: { providerIds: string[]; canText: boolean }) {
  return {
    id: "last-way-in",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && path in removes,
          handler: createAuthMiddleware(async (ctx) => {
            const id = removes[ctx.path]?.(ctx.body ?? {});
            if (typeof id !== "string") return;
            const userId = (await getSessionFromCtx(ctx))?.user.id;
            if (userId && (await isLastWayIn(db, { userId, id, ...ways })))
              throw new APIError("BAD_REQUEST", $ERROR_CODES.LAST_WAY_TO_SIGN_IN);
          }),
        },
      ],
    },
    $ERROR_CODES,
  } satisfies BetterAuthPlugin;
}

const $ERROR_CODES = {
  LAST_WAY_TO_SIGN_IN: {
    code: "LAST_WAY_TO_SIGN_IN",
    message: "The last way to sign in cannot be removed",
  },
} as const;
