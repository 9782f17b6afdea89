import type { BetterAuthPlugin } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { ownCookieName } from "../../forms/cookies";
import { endpointName } from "../endpoint-name";
import { isNoted, isSignIn, wayIn } from "./happenings.server";

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

const yearSeconds = 365 * 24 * 60 * 60;
/** As long as the second step may take. */
const halfwaySeconds = 10 * 60;

/**
 * Notes in a cookie, and nowhere else, by which way this browser last signed in, so that the sign-in page can mark it.
 * Where a second step follows, the way is kept aside until that step is taken: a sign-in that is not finished is none.
 */
export function lastWay({ baseUrl }: { baseUrl: string }) {
  const secure = baseUrl.startsWith("https:");
  const [last, halfway] = [ownCookieName("last_way", secure), ownCookieName("halfway", secure)];
  // Answers nothing: what a hook returns takes the place of the endpoint's answer.
  const keep = (ctx: HookContext, name: string, value: string, maxAge: number): void => {
    ctx.setCookie(name, value, { httpOnly: true, secure, sameSite: "lax", path: "/", maxAge });
  };
  return {
    id: "last-way",
    hooks: {
      after: [
        {
          matcher: (context) => isNoted(endpointName(context)),
          handler: createAuthMiddleware(async (ctx) => {
            const way = wayIn(ctx);
            if (way && isAskedForMore(ctx.context.returned)) return keep(ctx, halfway, way, halfwaySeconds);
            if (!isSignIn(ctx) || (await isConfirmation(ctx))) return;
            if (way) return keep(ctx, last, way, yearSeconds);
            const first = ctx.getCookie(halfway);
            if (!first || !/^[a-z0-9-]{1,60}$/.test(first)) return;
            keep(ctx, last, first, yearSeconds);
            keep(ctx, halfway, "", 0);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

function isAskedForMore(answer: unknown): boolean {
  return typeof answer === "object" && answer !== null && "twoFactorRedirect" in answer;
}

/** Whoever is signed in already has proven once more who they are, on a page that has its own ways. */
async function isConfirmation(ctx: HookContext): Promise<boolean> {
  const { authCookies, internalAdapter, newSession, secret } = ctx.context;
  const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
  const before = token ? await internalAdapter.findSession(token) : null;
  return before !== null && before.user.id === newSession?.user.id;
}
