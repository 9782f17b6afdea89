import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import type { Database } from "../../db/db.server";
import type { Email } from "../../email/layout";
import { newDevice } from "../../email/new-device";
import { inBackground, requestPlace } from "../../request-scope.server";
import { deviceName, whoAsked } from "../device.server";
import { endpointName } from "../endpoint-name";
import { deviceCookieSeconds, makeNotMeToken, rememberDevice } from "../known-devices.server";
import { isToken, newToken } from "../tokens";
import { isNoted, isSignIn } from "./happenings.server";

interface Services {
  db: Database;
  sendEmail(email: Email): Promise<void>;
  appName: string;
  baseUrl: string;
}

/**
 * Knows the devices of a person by a cookie that outlives their sessions, and mails the owner of an account when it is
 * signed in to on another one (ASVS 6.3.5). Runs after the second step was asked for, and not for the first device.
 */
export function newDevices({ db, sendEmail, appName, baseUrl }: Services) {
  const isHttps = baseUrl.startsWith("https:");
  const cookie = isHttps ? "__Host-device" : "device";
  return {
    id: "new-devices",
    hooks: {
      after: [
        {
          matcher: (context) => isNoted(endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            const { newSession, internalAdapter } = ctx.context;
            if (!newSession || newSession.user.isAnonymous || !isSignIn(ctx)) return;
            const known = ctx.getCookie(cookie);
            const token = isToken(known) ? known : newToken();
            const maxAge = deviceCookieSeconds;
            ctx.setCookie(cookie, token, {
              httpOnly: true,
              secure: isHttps,
              sameSite: "lax",
              path: "/",
              maxAge,
            });
            const { user, session } = newSession;
            const headers = ctx.headers ?? new Headers();
            const since: unknown = session.signedInAt ?? session.createdAt;
            const signIn = {
              userId: user.id,
              sessionId: session.id,
              at: new Date(since as Date | string).toISOString(),
              device: deviceName(headers.get("user-agent")),
              place: requestPlace(),
            };
            const who = whoAsked(headers);
            const tell = async () => {
              if (!(await rememberDevice(db, user.id, token))) return;
              const notMe = await makeNotMeToken(internalAdapter, { ...signIn, token });
              await sendEmail(newDevice({ to: user.email, token: notMe, appName, baseUrl, who }));
            };
            inBackground(tell());
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}
