import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthMiddleware,
  getAuthoritativeSessionFromCtx,
  getSessionFromCtx,
} from "better-auth/api";
import type { Database } from "../../db/db.server";
import { LastOwnerError } from "../../db/last-owner.server";
import { leaveAll } from "../../db/leaving.server";
import { organizationsOwnedAlone } from "../../db/ownership.server";
import { isAdmin } from "../admin-role";
import { organizationErrors } from "./organization-errors.server";

const endings = ["/delete-user", "/delete-user/callback"];

/**
 * Keeps an account while organizations would be left without an owner, whoever deletes it:
 * `ONLY_OWNER_OF_ORGANIZATIONS`, 400. Locking it stays possible.
 */
export function lastOwner(db: Database) {
  return {
    id: "last-owner",
    hooks: {
      before: [
        {
          // Before a link is mailed or used up; `accountDeletion` leaves the organizations.
          matcher: ({ path }) => path !== undefined && endings.includes(path),
          handler: createAuthMiddleware(async (ctx) => {
            const userId = (await getSessionFromCtx(ctx))?.user.id;
            if (userId && (await organizationsOwnedAlone(db, userId)).length > 0) throw refused();
          }),
        },
        {
          matcher: ({ path }) => path === "/admin/remove-user",
          handler: createAuthMiddleware(async (ctx) => {
            const user = (await getAuthoritativeSessionFromCtx(ctx))?.user;
            const userId = String(ctx.body?.userId ?? "");
            // better-auth refuses everybody else, and to remove oneself.
            if (user && isAdmin(user.role) && userId !== user.id) await leaveOrganizations(db, userId);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** The last step before an account goes, for both ways: it leaves all its organizations, or none of them and stays. */
export async function leaveOrganizations(db: Database, userId: string): Promise<void> {
  await leaveAll(db, userId).catch((error) => {
    throw error instanceof LastOwnerError ? refused() : error;
  });
}

function refused(): APIError {
  return new APIError("BAD_REQUEST", organizationErrors.ONLY_OWNER_OF_ORGANIZATIONS);
}
