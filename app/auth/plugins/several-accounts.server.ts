import { APIError, createAuthMiddleware, getOAuthState } from "better-auth/api";
import { expireCookie, setSessionCookie } from "better-auth/cookies";
import { multiSession } from "better-auth/plugins/multi-session";
import { keptName, keptTokens, mostAccounts } from "../device-accounts.server";
import { endsWithBrowser } from "../sessions.server";

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/**
 * Up to five accounts at once in one browser, each with a signed cookie of its own that lasts as long as its session.
 * The endpoints are better-auth's; its hooks are not. Those let a sixth account in without keeping it, count cookies of
 * sessions that are over, keep a session that was to end with the browser, and name `__Host-` cookies in lower case.
 * Signing out ends all accounts of the browser.
 */
export function severalAccounts() {
  const plugin = multiSession({ maximumSessions: mostAccounts });
  const isAnswered = () => true;
  return {
    ...plugin,
    init: () => ({ options: { databaseHooks: { session: { create: { before: refuseSixth } } } } }),
    hooks: {
      after: [
        { matcher: isAnswered, handler: createAuthMiddleware(keep) },
        {
          matcher: ({ path }: { path?: string }) => path === "/sign-out",
          handler: createAuthMiddleware(endAll),
        },
      ],
    },
    $ERROR_CODES: { ...plugin.$ERROR_CODES, TOO_MANY_ACCOUNTS: tooMany },
  };
}

const tooMany = { code: "TOO_MANY_ACCOUNTS", message: "Too many accounts are signed in on this device" };

/** Before anything is written; to sign in anew to one of the five is no sixth. */
async function refuseSixth(
  { userId, impersonatedBy }: { userId: string; impersonatedBy?: string | null },
  ctx: HookContext | null,
) {
  // An admin who acts for somebody is on nobody's list.
  if (!ctx?.headers || impersonatedBy) return;
  const { headers, context } = ctx;
  const tokens = [...(await keptTokens(ctx, headers)).values()];
  if (tokens.length < mostAccounts) return;
  const live = await context.internalAdapter.findSessions(tokens, { onlyActiveSessions: true });
  const others = new Set(live.map(({ user }) => user.id).filter((id) => id !== userId));
  if (others.size < mostAccounts) return;
  // The browser itself comes back from a provider: it is led to a page.
  if (ctx.path?.startsWith("/callback")) {
    const errorUrl = new URL((await getOAuthState())?.errorURL ?? `${context.baseURL}/error`);
    errorUrl.searchParams.set("error", tooMany.code);
    throw ctx.redirect(errorUrl.href);
  }
  throw new APIError("FORBIDDEN", tooMany);
}

/** Keeps the account of a new session on the list of this browser, and takes off what is over or replaced by it. */
async function keep(ctx: HookContext) {
  const { newSession, responseHeaders, authCookies, secret } = ctx.context;
  if (!newSession || !responseHeaders?.has("set-cookie")) return;
  const { session, user } = newSession;
  // Whom an admin acts for is not signed in here: only the admin's own account stays on the list.
  if (session.impersonatedBy) return;
  const isShort = endsWithBrowser(session);
  const name = keptName(ctx, session.token);
  const kept = await keptTokens(ctx, ctx.headers ?? new Headers());
  const isKept = kept.delete(name);
  if (!isKept) await tidy(ctx, kept, user.id);
  // Whether a session ends with the browser is a cookie of its own, and it is that of the account before.
  if (ctx.path?.startsWith("/multi-session/")) {
    const wasShort = Boolean(await ctx.getSignedCookie(authCookies.dontRememberToken.name, secret));
    if (wasShort !== isShort) {
      expireCookie(ctx, authCookies.sessionToken);
      await setSessionCookie(ctx, newSession, isShort);
    }
  }
  await setKept(ctx, session, isShort);
}

async function tidy(ctx: HookContext, kept: Map<string, string>, userId: string) {
  const { internalAdapter, authCookies, secret } = ctx.context;
  const before = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
  const tokens = [...kept.values()];
  if (before) tokens.push(before);
  if (tokens.length === 0) return;
  const live = await internalAdapter.findSessions(tokens, { onlyActiveSessions: true });
  const others = live.filter(({ user }) => user.id !== userId);
  const replaced = live.filter(
    ({ user, session }) => user.id === userId && kept.has(keptName(ctx, session.token)),
  );
  const stay = new Set(others.map(({ session }) => keptName(ctx, session.token)));
  for (const name of kept.keys())
    if (!stay.has(name)) expireCookie(ctx, { name, attributes: authCookies.sessionToken.attributes });
  if (replaced.length > 0) await internalAdapter.deleteSessions(replaced.map(({ session }) => session.token));
  // The account before may have begun before there was a list.
  for (const { session } of others)
    if (!kept.has(keptName(ctx, session.token))) await setKept(ctx, session, endsWithBrowser(session));
}

async function setKept(ctx: HookContext, { token }: { token: string }, isShort: boolean) {
  const { attributes } = ctx.context.authCookies.sessionToken;
  const maxAge = isShort ? undefined : ctx.context.sessionConfig.expiresIn;
  await ctx.setSignedCookie(keptName(ctx, token), token, ctx.context.secret, { ...attributes, maxAge });
}

async function endAll(ctx: HookContext) {
  const { authCookies, internalAdapter } = ctx.context;
  const kept = await keptTokens(ctx, ctx.headers ?? new Headers());
  for (const name of kept.keys())
    expireCookie(ctx, { name, attributes: authCookies.sessionToken.attributes });
  if (kept.size > 0) await internalAdapter.deleteSessions([...kept.values()]);
}
