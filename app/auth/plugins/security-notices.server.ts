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
};

/** Endpoints whose every use is a line in the log, whether it succeeds or not (ASVS 16.3.1). */
const loggedPaths =
  /^\/(sign-in|sign-up|sign-out|reset-password|request-password-reset|verify-email|change-password|two-factor|passkey\/verify)/;

/** Mails the owner after each change that matters to security, and logs every attempt to prove who one is. */
export function securityNotices({ sendEmail, appName, baseUrl }: Services) {
  return {
    id: "security-notices",
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
                outcome: failure?.body?.code ?? "ok",
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

interface Services {
  sendEmail(email: Email): Promise<void>;
  appName: string;
  baseUrl: string;
}
