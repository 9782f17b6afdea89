import { createAuthMiddleware } from "better-auth/api";
import { multiSession } from "better-auth/plugins/multi-session";

const isOfAccount = (cookie: string) => cookie.includes("_multi-");

/**
 * Up to five accounts at once in one browser. Signing out ends all of them: better-auth's own hook writes the cookies'
 * names in lower case, which leaves those with the `__Host-` prefix in the browser.
 */
export function severalAccounts() {
  const plugin = multiSession({ maximumSessions: 5 });
  const [remember] = plugin.hooks.after;
  const signOut = {
    matcher: ({ path }: { path?: string }) => path === "/sign-out",
    handler: createAuthMiddleware(async (ctx) => {
      const { secret, authCookies, internalAdapter } = ctx.context;
      const names = namesIn(ctx.headers?.get("cookie") ?? "").filter(isOfAccount);
      const tokens: string[] = [];
      for (const name of names) {
        const token = await ctx.getSignedCookie(name, secret);
        if (!token) continue;
        tokens.push(token);
        ctx.setCookie(name, "", { ...authCookies.sessionToken.attributes, maxAge: 0 });
      }
      if (tokens.length > 0) await internalAdapter.deleteSessions(tokens);
    }),
  };
  return { ...plugin, hooks: { after: remember ? [remember, signOut] : [signOut] } };
}

function namesIn(header: string): string[] {
  return header.split(";").map((pair) => pair.trim().split("=", 1)[0] ?? "");
}
