import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { z } from "zod";
import { isAdmin } from "../admin-role";
import { banAll, endSessionsOfAll, type Services, unbanAll } from "../chosen-people.server";

const tenYears = 10 * 365 * 24 * 60 * 60;

const userIds = z.array(z.string().min(1).max(256)).min(1).max(100);
const people = z.object({ userIds });
const ban = z.object({
  userIds,
  banReason: z.string().trim().min(1).max(200),
  /** Seconds until it ends; it does not where there is nothing. */
  banExpiresIn: z.number().int().positive().max(tenYears).optional(),
});

const forAdmins = { method: "POST" as const, use: [sensitiveSessionMiddleware] };

/**
 * What an admin does to many people at once, in one round trip: `POST /admin/ban-users`, `/admin/unban-users` and
 * `/admin/end-sessions-of-users`, with up to 100 `userIds`. Whoever asks is left out. Each answers with the `userIds`
 * of those it was done to; each of them is a row in the audit log, reads it in the account's own list, and is told of a
 * ban and its end by mail.
 */
export function chosenPeople(services: Services) {
  return {
    id: "chosen-people",
    endpoints: {
      banUsers: createAuthEndpoint("/admin/ban-users", { ...forAdmins, body: ban }, async (ctx) => {
        const { banExpiresIn, banReason: reason } = ctx.body;
        const until = banExpiresIn ? new Date(Date.now() + banExpiresIn * 1000) : undefined;
        return ctx.json({ userIds: await banAll(services, chosenBy(ctx), { reason, until }) });
      }),
      unbanUsers: createAuthEndpoint("/admin/unban-users", { ...forAdmins, body: people }, async (ctx) =>
        ctx.json({ userIds: await unbanAll(services, chosenBy(ctx)) }),
      ),
      endSessionsOfUsers: createAuthEndpoint(
        "/admin/end-sessions-of-users",
        { ...forAdmins, body: people },
        async (ctx) => ctx.json({ userIds: await endSessionsOfAll(services, chosenBy(ctx)) }),
      ),
    },
  } satisfies BetterAuthPlugin;
}

interface Call {
  body: z.output<typeof people>;
  context: { session: { user: { id: string }; session: object } };
}

/** Who asks, and about whom. For admins in their own name. */
function chosenBy({ body, context: { session } }: Call) {
  const { id, role }: { id: string; role?: string } = session.user;
  const { impersonatedBy }: { impersonatedBy?: string | null } = session.session;
  if (!isAdmin(role) || impersonatedBy)
    throw new APIError("FORBIDDEN", { code: "ADMINS_ONLY", message: "This is for admins" });
  return { adminId: id, userIds: body.userIds };
}
