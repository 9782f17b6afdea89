import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Email } from "../../email/layout";
import { type SecurityChange, securityNotice } from "../../email/security-notice";
import { inBackground, logEvent } from "../../request-scope.server";
import { whoAsked } from "../device.server";
import { endpointName } from "../endpoint-name";

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

/** Endpoints whose every use is a line in the log, whether it succeeds or not (ASVS 16.3.1). */
const loggedPaths =
  /^\/(sign-in|callback|sign-up|sign-out|reset-password|request-password-reset|verify-email|change-password|two-factor|passkey\/verify)/;

/** Mails the owner after each change that matters to security, and logs every attempt to prove who one is. */
export function securityNotices({ sendEmail, appName, baseUrl }: Services) {
  return {
    id: "security-notices",
    init: () => ({
      options: {
        databaseHooks: {
          account: {
            create: {
              /** A connection that comes with a new account is no news; one that comes later is, asked for or not. */
              after: async ({ userId, providerId, createdAt }, ctx) => {
                if (providerId === "credential" || !ctx) return;
                const user = await ctx.context.internalAdapter.findUserById(userId);
                if (!user || createdAt.getTime() - user.createdAt.getTime() < signUpMilliseconds) return;
                const who = whoAsked(ctx.headers ?? new Headers());
                const facts = { to: user.email, appName, baseUrl, who };
                inBackground(sendEmail(securityNotice({ change: "connection-added", ...facts })));
              },
            },
          },
        },
      },
    }),
    hooks: {
      after: [
        {
          matcher: (context) => {
            const name = endpointName(context);
            return name in noticeOf || loggedPaths.test(name);
          },
          handler: createAuthMiddleware(async (ctx) => {
            const name = endpointName(ctx);
            const failure = ctx.context.returned instanceof APIError ? ctx.context.returned : undefined;
            if (loggedPaths.test(name))
              logEvent("auth", {
                path: name,
                outcome: failure?.body?.code ?? errorIn(failure) ?? "ok",
                userId: ctx.context.newSession?.user.id,
              });
            if (failure) return;
            const wasEnrolment = name === "/two-factor/verify-totp" && Boolean(ctx.context.session);
            const change = wasEnrolment && ctx.context.newSession ? "two-factor-on" : noticeOf[name];
            const user = (ctx.context.newSession ?? ctx.context.session ?? (await getSessionFromCtx(ctx)))
              ?.user;
            if (!change || !user) return;
            const who = whoAsked(ctx.headers ?? new Headers());
            inBackground(sendEmail(securityNotice({ change, to: user.email, appName, baseUrl, who })));
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

/** The way back from a provider ends in a redirect, whose address says what went wrong. */
function errorIn(redirect?: APIError): string | undefined {
  const location = new Headers(redirect?.headers).get("Location");
  return /[?&]error=([\w-]{1,60})/.exec(location ?? "")?.[1];
}

/** Longer than a sign-up takes to write its rows, shorter than anybody needs to confirm an address. */
const signUpMilliseconds = 5000;

interface Services {
  sendEmail(email: Email): Promise<void>;
  appName: string;
  baseUrl: string;
}
