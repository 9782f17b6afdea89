import type { GenericEndpointContext } from "better-auth";
import { shownAvatar } from "../avatars/avatar-path";
import { parseCookies } from "../forms/cookies";
import type { Auth } from "./auth.server";
import { ownAddress } from "./placeholder-email";

/** How many accounts can be signed in on one device. */
export const mostAccounts = 5;

/** An account that is signed in on this device, as its owner sees it: never with the session's token. */
export interface DeviceAccount {
  userId: string;
  name: string;
  email: string | undefined;
  image: string | undefined;
}

/**
 * The accounts that are signed in on this device, but for `userId`, and `Set-Cookie` values that take those off the list
 * whose sessions are over. Asks the database, once, only where the cookies name another one.
 */
export async function otherAccounts(auth: Auth, request: Request, userId?: string) {
  const { authCookies } = await auth.$context;
  const { name } = authCookies.sessionToken;
  const cookies = parseCookies(request);
  const current = decodeURIComponent(cookies.get(name) ?? "")
    .split(".")[0]
    ?.toLowerCase();
  const names = [...cookies.keys()].filter((cookie) => cookie.startsWith(inList(name)));
  if (!names.some((cookie) => cookie !== inList(name) + current)) return { accounts: [], ended: [] };
  const live = await deviceSessions(auth, request);
  const accounts = live.map(({ user }) => accountOf(user)).filter((account) => account.userId !== userId);
  return { accounts, ended: await endedCookies(auth, request, live) };
}

/** How an account is shown in a list of them. */
export function accountOf(user: {
  id: string;
  name: string;
  email: string;
  image?: string | null;
}): DeviceAccount {
  const image = shownAvatar(user.image);
  return { userId: user.id, name: user.name, email: ownAddress(user.email), image };
}

/** The cookies with which this browser goes on as `userId`; undefined when that session is over, or was never here. */
export async function goOnAs(auth: Auth, request: Request, userId: string): Promise<Headers | undefined> {
  const sessionToken = await tokenOf(auth, request, userId);
  if (!sessionToken) return undefined;
  const { headers } = request;
  return (await auth.api.setActiveSession({ body: { sessionToken }, headers, returnHeaders: true })).headers;
}

/**
 * Ends the session of `userId` in this browser, and gives the cookies with which it goes on as another account, if that
 * was the one in use; undefined when that session is over, or was never here.
 */
export async function signOutOf(auth: Auth, request: Request, userId: string): Promise<Headers | undefined> {
  const sessionToken = await tokenOf(auth, request, userId);
  if (!sessionToken) return undefined;
  const { headers } = request;
  return (await auth.api.revokeDeviceSession({ body: { sessionToken }, headers, returnHeaders: true }))
    .headers;
}

async function tokenOf(auth: Auth, request: Request, userId: string): Promise<string | undefined> {
  const live = await deviceSessions(auth, request);
  return live.find(({ user }) => user.id === userId)?.session.token;
}

/** `Set-Cookie` values that take accounts off the list of this browser whose sessions are over. */
export async function endedAccountCookies(auth: Auth, request: Request): Promise<string[]> {
  return endedCookies(auth, request, await deviceSessions(auth, request));
}

type Live = Awaited<ReturnType<typeof deviceSessions>>;

function deviceSessions(auth: Auth, request: Request) {
  return auth.api.listDeviceSessions({ headers: request.headers });
}

async function endedCookies(auth: Auth, request: Request, live: Live): Promise<string[]> {
  const { authCookies } = await auth.$context;
  const { name, attributes } = authCookies.sessionToken;
  const kept = new Set(live.map(({ session }) => inList(name) + session.token.toLowerCase()));
  const secure = attributes.secure ? "; Secure" : "";
  return [...parseCookies(request).keys()]
    .filter((cookie) => cookie.startsWith(inList(name)) && !kept.has(cookie))
    .map((cookie) => `${cookie}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure}`);
}

type CookieReader = Pick<GenericEndpointContext, "context" | "getSignedCookie">;

/** The cookies that keep accounts on the list of a browser, by name, with the token of each; forged ones are left out. */
export async function keptTokens(ctx: CookieReader, headers: Headers): Promise<Map<string, string>> {
  const { authCookies, secret } = ctx.context;
  const prefix = inList(authCookies.sessionToken.name);
  const tokens = new Map<string, string>();
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const name = pair.trim().split("=", 1)[0] ?? "";
    const token = name.startsWith(prefix) && (await ctx.getSignedCookie(name, secret));
    if (token) tokens.set(name, token);
  }
  return tokens;
}

/** The name of the cookie that keeps a session on the list. */
export function keptName({ context }: Pick<GenericEndpointContext, "context">, token: string): string {
  return inList(context.authCookies.sessionToken.name) + token.toLowerCase();
}

function inList(sessionCookie: string): string {
  return `${sessionCookie}_multi-`;
}
