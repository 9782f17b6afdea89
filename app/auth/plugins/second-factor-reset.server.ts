import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { z } from "zod";
import type { Database } from "../../db/db.server";
import { resetSecondFactor } from "../../db/second-factor.server";
import { adminNotice } from "../../email/admin-notice";
import type { Email } from "../../email/layout";
import { inBackground } from "../../request-scope.server";
import { recordDoneByAdmin } from "../activity.server";
import { isAdmin } from "../admin-role";
import { recordAudit } from "../audit.server";
import { isPlaceholder } from "../placeholder-email";
import { adminErrors } from "./admin-errors.server";

interface Services {
  db: Database;
  sendEmail(email: Email): Promise<void>;
  env: { APP_NAME: string; BETTER_AUTH_URL: string };
}

/** How an admin made sure that it is the person: kept in the audit log. */
export const identityCheck = z.string().trim().min(10).max(500);

/**
 * `POST /admin/reset-two-factor`: takes the second factor off the account of somebody who has lost it, once an admin has
 * checked who they are and says how (ASVS 6.4.6). Every session and trust in a device ends, and the owner is told.
 */
export function secondFactorReset({ db, sendEmail, env }: Services) {
  const facts = { appName: env.APP_NAME, baseUrl: env.BETTER_AUTH_URL };
  return {
    id: "second-factor-reset",
    endpoints: {
      resetTwoFactor: createAuthEndpoint(
        "/admin/reset-two-factor",
        {
          method: "POST",
          use: [sensitiveSessionMiddleware],
          body: z.object({ userId: z.string().min(1), check: z.string().optional() }),
        },
        async (ctx) => {
          const { user: admin } = ctx.context.session;
          if (!isAdmin("role" in admin ? (admin.role as string | null) : null))
            throw new APIError("FORBIDDEN", adminErrors.ADMINS_ONLY);
          const check = identityCheck.safeParse(ctx.body.check);
          if (!check.success) throw new APIError("BAD_REQUEST", adminErrors.CHECK_MISSING);
          const found = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
          const hasOne = found !== null && "twoFactorEnabled" in found && found.twoFactorEnabled === true;
          const person = hasOne ? await resetSecondFactor(db, found.id) : undefined;
          if (!person) throw new APIError("BAD_REQUEST", adminErrors.NO_SECOND_FACTOR);
          const { id: userId, email: to } = person;
          recordAudit(db, {
            event: "admin-two-factor-reset",
            actor: { id: admin.id, address: admin.email },
            subject: { type: "user", id: userId, name: to },
            detail: check.data,
          });
          recordDoneByAdmin(db, { userId, event: "two-factor-reset" });
          if (!isPlaceholder(to))
            inBackground(sendEmail(adminNotice({ ...facts, to, change: "two-factor-reset" })));
          return ctx.json({ status: true });
        },
      ),
    },
  } satisfies BetterAuthPlugin;
}
