import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Database } from "../../db/db.server";
import { organizationsOwnedAlone } from "../../db/ownership.server";
import { organizationErrors } from "./organization-errors.server";

const endings = ["/delete-user", "/delete-user/callback"];

/** Keeps an account while organizations would be left without an owner: `ONLY_OWNER_OF_ORGANIZATIONS`, 400. */
export function lastOwner(db: Database) {
  return {
    id: "last-owner",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && endings.includes(path),
          handler: createAuthMiddleware(async (ctx) => {
            const userId = (await getSessionFromCtx(ctx))?.user.id;
            if (userId && (await organizationsOwnedAlone(db, userId)).length > 0)
              throw new APIError("BAD_REQUEST", organizationErrors.ONLY_OWNER_OF_ORGANIZATIONS);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
