import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Database } from "../../db/db.server";
import type { Email } from "../../email/layout";
import { type SecurityChange, securityNotice } from "../../email/security-notice";
import { actsFor, inBackground, logEvent } from "../../request-scope.server";
import { recordActivity, recordWrongPassword } from "../activity.server";
import { recordAudit } from "../audit.server";
import { challengeOf } from "../challenge.server";
import { whoAsked } from "../device.server";
import { endpointName } from "../endpoint-name";
import { happeningOf, isNoted } from "./happenings.server";

/** What the owner of an account is told by mail, by the endpoint that did it (ASVS 6.3.7). */
const noticeOf: Record<string, SecurityChange> = {
  "/change-password": "password-changed",
  setPassword: "password-set",
  "/two-factor/disable": "two-factor-off",
  "/two-factor/generate-backup-codes": "backup-codes-made",
  "/passkey/verify-registration": "passkey-added",
  "/passkey/delete-passkey": "passkey-removed",
  "/unlink-account": "connection-removed",
};

/** What several endpoints do, or one of them only at times: told by what happened. */
const noticesByEvent = ["two-factor-on", "phone-changed", "phone-removed"] as const;

/** Endpoints whose every use is a line in the log, whether it succeeds or not (ASVS 16.3.1). */
const loggedPaths =
  /^\/(sign-in|callback|sign-up|sign-out|reset-password|request-password-reset|verify-email|change-password|change-email|two-factor|passkey\/verify|phone-number)/;

/**
 * Logs every attempt to prove who one is, notes in the account's own list what happened to it, and mails the owner
 * after each change that matters to security.
 */
export function securityEvents(services: Services) {
  const { db, sendEmail, appName, baseUrl } = services;
  return {
    id: "security-events",
    init: () => ({ options: { databaseHooks: beginnings(services) } }),
    hooks: {
      after: [
        {
          matcher: (context) => {
            const name = endpointName(context);
            return isNoted(name) || loggedPaths.test(name);
          },
          handler: createAuthMiddleware(async (ctx) => {
            const name = endpointName(ctx);
            const failure = failureOf(ctx.context.returned);
            if (loggedPaths.test(name))
              logEvent("auth", {
                path: name,
                outcome: failure?.body?.code ?? errorIn(ctx.context.returned) ?? "ok",
                userId: ctx.context.newSession?.user.id,
              });
            if (failure) return recordFailure(db, ctx, failure);
            if (!isNoted(name)) return;
            const found = ctx.context.newSession ?? ctx.context.session ?? (await getSessionFromCtx(ctx));
            if (found) actsFor(found.session as { impersonatedBy?: string | null });
            const user = found?.user;
            const happening = user && happeningOf(ctx);
            if (!happening) return;
            recordActivity(db, { userId: user.id, ...happening });
            const change = noticesByEvent.find((event) => event === happening.event) ?? noticeOf[name];
            if (!change) return;
            const who = whoAsked(ctx.headers ?? new Headers());
            inBackground(sendEmail(securityNotice({ change, to: user.email, appName, baseUrl, who })));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

interface Services {
  db: Database;
  sendEmail(email: Email): Promise<void>;
  appName: string;
  baseUrl: string;
}

/** Endpoints by which a browser signs out: of all its accounts, or of one of them. */
const signsOut = ["/sign-out", "/multi-session/revoke"];

/**
 * Accounts and connections begin in several endpoints, and several accounts of one browser end in one, so they are noted
 * where their rows are written.
 */
function beginnings({ db, sendEmail, appName, baseUrl }: Services) {
  /** The calls that made an account just now. */
  const signingUp = new WeakSet<object>();
  return {
    user: {
      create: {
        after: async ({ id }: { id: string }, ctx: GenericEndpointContext | null) => {
          if (ctx) signingUp.add(ctx);
          recordActivity(db, { userId: id, event: "account-created" });
        },
      },
      delete: {
        after: async ({ id, email }: { id: string; email: string }, ctx: GenericEndpointContext | null) => {
          const by = ctx?.context.session?.user;
          const actor = by ? { id: by.id, address: by.email } : { id, address: email };
          recordAudit(db, { event: "account-deleted", actor, subject: { type: "user", id, name: email } });
        },
      },
    },
    session: {
      delete: {
        after: async ({ userId }: { userId: string }, ctx: GenericEndpointContext | null) => {
          if (signsOut.includes(ctx?.path ?? "")) recordActivity(db, { userId, event: "signed-out" });
        },
      },
    },
    account: {
      create: {
        after: async (made: Made, ctx: GenericEndpointContext | null) => {
          const { userId, providerId } = made;
          if (providerId === "credential") return;
          recordActivity(db, { userId, event: "connected", detail: providerId });
          // A connection that comes with a new account is no news; one that comes later is, asked for or not.
          if (!ctx || signingUp.has(ctx)) return;
          const user = await ctx.context.internalAdapter.findUserById(userId);
          if (!user) return;
          const who = whoAsked(ctx.headers ?? new Headers());
          const facts = { to: user.email, appName, baseUrl, who };
          inBackground(sendEmail(securityNotice({ change: "connection-added", ...facts })));
        },
      },
    },
  };
}

interface Made {
  userId: string;
  providerId: string;
}

/** The way back from a provider ends in a redirect, whose address says what went wrong. */
function errorIn(returned: unknown): string | undefined {
  if (!(returned instanceof APIError)) return undefined;
  const location = new Headers(returned.headers).get("Location");
  return /[?&]error=([\w-]{1,60})/.exec(location ?? "")?.[1];
}

/** An answer that leads elsewhere is thrown as well, and is no failure. */
function failureOf(returned: unknown): APIError | undefined {
  return returned instanceof APIError && returned.statusCode >= 400 ? returned : undefined;
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** By what an account is named where its password was wrong. */
const namedBy: Record<string, "email" | "username" | "phoneNumber"> = {
  INVALID_EMAIL_OR_PASSWORD: "email",
  INVALID_USERNAME_OR_PASSWORD: "username",
  INVALID_PHONE_NUMBER_OR_PASSWORD: "phoneNumber",
};

const wrongCodes = ["INVALID_CODE", "INVALID_BACKUP_CODE"];

/** Notes a wrong password or second factor of an account that exists (ASVS 6.3.5). */
function recordFailure(db: Database, ctx: HookContext, { body }: APIError): void {
  const by = namedBy[String(body?.code)];
  if (by) {
    const value: unknown = ctx.body?.[by];
    if (typeof value === "string") recordWrongPassword(db, { by, value });
  } else if (ctx.path?.startsWith("/two-factor/verify-") && wrongCodes.includes(String(body?.code)))
    inBackground(
      challengeOf(ctx).then((challenge) => {
        if (challenge) recordActivity(db, { ...challenge, event: "sign-in-failed", detail: "code" });
      }),
    );
}
