import type { BetterAuthPlugin, GenericEndpointContext, User } from "better-auth";
import { createAuthMiddleware, isAPIError } from "better-auth/api";
import type { Database } from "../../db/db.server";
import { type AdminChange, adminNotice } from "../../email/admin-notice";
import type { Email } from "../../email/layout";
import { inBackground } from "../../request-scope.server";
import { recordDoneByAdmin } from "../activity.server";
import type { ActivityEvent } from "../activity-words";
import { isAdmin } from "../admin-role";
import { banInWords } from "../ban-words";
import { isPlaceholder } from "../placeholder-email";
import { forgetInvitations } from "../sign-up-invitations.server";
import { forgetAllVerifications, forgetVerifications } from "../verifications.server";

interface Services {
  db: Database;
  sendEmail(email: Email): Promise<void>;
  env: { APP_NAME: string; BETTER_AUTH_URL: string };
}

interface Person {
  id: string;
  email: string;
  role?: string | null;
  phoneNumber?: string | null;
  banReason?: string | null;
  banExpires?: Date | null;
}

interface News {
  event?: ActivityEvent;
  detail?: string;
  mails: { change: AdminChange; to?: string; detail?: string }[];
}

/** What the owner of an account is told after an admin's call, by what the account was before and is now. */
const newsOf: Record<string, (before: Person, now: Person) => News | undefined> = {
  "/admin/set-role": (before, now) => {
    if (isAdmin(before.role) === isAdmin(now.role)) return undefined;
    const change = isAdmin(now.role) ? "admin-made" : "admin-unmade";
    return { event: "role-changed", detail: isAdmin(now.role) ? "admin" : "user", mails: [{ change }] };
  },
  "/admin/ban-user": (_, now) => ({
    event: "locked",
    mails: [{ change: "banned", detail: banInWords(now) }],
  }),
  "/admin/unban-user": () => ({ event: "unlocked", mails: [{ change: "unbanned" }] }),
  "/admin/update-user": (before, now) => {
    const mails: News["mails"] = [];
    if (now.phoneNumber !== before.phoneNumber) mails.push({ change: "phone-changed" });
    if (now.email === before.email) return { event: "changed-by-admin", mails };
    const old = { change: "address-changed", to: before.email, detail: now.email } as const;
    return { event: "changed-by-admin", mails: [...mails, old, { change: "address-given" }] };
  },
  "/admin/revoke-user-sessions": () => ({ event: "signed-out-by-admin", mails: [] }),
  "/admin/impersonate-user": () => ({ event: "acted-for", mails: [] }),
};

/** Tells the owner of an account what an admin did to it: in their own list, and by mail where it matters to security. */
export function adminNotices({ db, sendEmail, env }: Services) {
  const facts = { appName: env.APP_NAME, baseUrl: env.BETTER_AUTH_URL };
  const before = new WeakMap<object, Person>();
  const find = (ctx: Pick<GenericEndpointContext, "context" | "body">) =>
    ctx.context.internalAdapter.findUserById(String(ctx.body?.userId)) as Promise<Person | null>;
  const isKnown = ({ path }: { path?: string }) => path !== undefined && Object.hasOwn(newsOf, path);
  return {
    id: "admin-notices",
    init: () => ({
      options: {
        databaseHooks: {
          user: {
            delete: {
              // As when somebody deletes their own account.
              after: async (user: User & Person, ctx: GenericEndpointContext | null) => {
                if (ctx?.path !== "/admin/remove-user") return;
                const { id, email, phoneNumber } = user;
                await forgetAllVerifications(db, { userId: id, email });
                await forgetInvitations(db, phoneNumber ? [email, phoneNumber] : [email]);
                if (!isPlaceholder(email))
                  inBackground(sendEmail(adminNotice({ ...facts, to: email, change: "removed" })));
              },
            },
          },
        },
      },
    }),
    hooks: {
      before: [
        {
          matcher: isKnown,
          handler: createAuthMiddleware(async (ctx) => {
            const found = await find(ctx);
            if (found) before.set(ctx.context, found);
          }),
        },
      ],
      after: [
        {
          matcher: isKnown,
          handler: createAuthMiddleware(async (ctx) => {
            const was = before.get(ctx.context);
            if (!was || isAPIError(ctx.context.returned)) return;
            const now = await find(ctx);
            const news = now && newsOf[ctx.path]?.(was, now);
            if (!news) return;
            const { id: userId, email } = now;
            if (news.event) recordDoneByAdmin(db, { userId, event: news.event, detail: news.detail });
            // Links to the old address would still set a password.
            if (email !== was.email) await forgetVerifications(db, { userId, kind: "reset-password:" });
            for (const { change, to = email, detail } of news.mails)
              if (!isPlaceholder(to)) inBackground(sendEmail(adminNotice({ ...facts, change, to, detail })));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
