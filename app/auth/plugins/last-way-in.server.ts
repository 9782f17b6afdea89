import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Database } from "../../db/db.server";
import { isLastWayIn } from "../ways-in.server";

/** What each endpoint that removes a way to sign in calls it in its body. */
const removes: Record<string, string> = {
  "/passkey/delete-passkey": "id",
  "/unlink-account": "accountId",
};

/** Keeps people from locking themselves out: `LAST_WAY_TO_SIGN_IN`, 400, for the last one. */
export function lastWayIn(db: Database, providerIds: string[]) {
  return {
    id: "last-way-in",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && path in removes,
          handler: createAuthMiddleware(async (ctx) => {
            const id = ctx.body?.[removes[ctx.path] ?? ""];
            const userId = (await getSessionFromCtx(ctx))?.user.id;
            if (typeof id !== "string" || !userId) return;
            if (await isLastWayIn(db, { userId, id, providerIds }))
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
