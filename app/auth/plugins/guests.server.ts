import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { expireCookie, setCookieCache } from "better-auth/cookies";
import { anonymous } from "better-auth/plugins/anonymous";
import { z } from "zod";
import type { Database } from "../../db/db.server";
import { moveGuestData } from "../../db/guest-data.server";
import type { Env } from "../../env.server";
import { inBackground } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { endpointName } from "../endpoint-name";
import { pruneGuests } from "../guests.server";
import { offerAddress } from "../offer-address.server";
import { placeholderEmail } from "../placeholder-email";
import { endsWithBrowser } from "../sessions.server";

/** True where people can try without an account: it is switched on, and everybody may join. */
export function canTryAsGuest({ ANONYMOUS_SIGN_IN, SIGN_UP }: Env): boolean {
  return ANONYMOUS_SIGN_IN === "on" && SIGN_UP === "open";
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** What makes no sense without an address to get back in by. A guest's own form to join is `/sign-up/email`. */
const notForGuests: Record<string, (body: Record<string, unknown>) => boolean> = {
  "/change-email": always,
  "/change-password": always,
  setPassword: always,
  "/two-factor/enable": always,
  "/passkey/generate-register-options": always,
  "/passkey/verify-registration": always,
  "/link-social": always,
  "/phone-number/verify": ({ updatePhoneNumber }) => updatePhoneNumber === true,
};

function always(): boolean {
  return true;
}

const guestAccount = { code: "GUEST_ACCOUNT", message: "A guest has to create an account first" } as const;

/** Where a guest is kept while the second step of a sign-in is taken; as long as that may take. */
const halfwayGuest = { name: "guest", maxAge: 10 * 60 };

/**
 * Accounts without an address, to look around with. `/sign-up/email` makes a full account of a guest's in place, once
 * the address is confirmed. A sign-in to another account, of whatever kind, takes along what `moveGuestData` names, and
 * then the guest is gone.
 */
export function guests(services: AuthServices) {
  const { db } = services;
  const plugin = anonymous({
    generateRandomEmail: () => placeholderEmail("anonymous"),
    generateName: () => "Guest",
    onLinkAccount: ({ anonymousUser, newUser, ctx }) => takeAlong(db, anonymousUser.user.id, newUser, ctx),
  });
  return {
    ...plugin,
    hooks: {
      before: [
        ...plugin.hooks.before,
        {
          matcher: (context: object) => endpointName(context) in notForGuests,
          handler: createAuthMiddleware(async (ctx) => {
            if (!notForGuests[endpointName(ctx)]?.(ctx.body ?? {})) return;
            const session = await getSessionFromCtx(ctx);
            if (session?.user.isAnonymous) throw new APIError("FORBIDDEN", guestAccount);
          }),
        },
        {
          matcher: ({ path }: { path?: string }) => path === "/sign-up/email",
          handler: createAuthMiddleware((ctx) => join(services, ctx)),
        },
      ],
      after: [
        ...plugin.hooks.after,
        {
          matcher: () => true,
          handler: createAuthMiddleware(keepHalfway),
        },
        {
          matcher: ({ path }: { path?: string }) => path?.startsWith("/two-factor/verify-") === true,
          handler: createAuthMiddleware(async (ctx) => {
            const { newSession, internalAdapter, secret } = ctx.context;
            const cookie = ctx.context.createAuthCookie(halfwayGuest.name);
            const token = newSession && (await ctx.getSignedCookie(cookie.name, secret));
            const guest = token && (await findGuest(ctx, token));
            if (!guest || newSession.user.isAnonymous) return;
            await takeAlong(db, guest.id, newSession, ctx);
            await internalAdapter.deleteUser(guest.id);
            expireCookie(ctx, cookie);
          }),
        },
        {
          matcher: ({ path }: { path?: string }) => path === "/sign-in/anonymous",
          handler: createAuthMiddleware(async () => inBackground(pruneGuests(db))),
        },
      ],
    },
    $ERROR_CODES: { ...plugin.$ERROR_CODES, GUEST_ACCOUNT: guestAccount },
  } satisfies BetterAuthPlugin;
}

type NewSession = NonNullable<HookContext["context"]["newSession"]>;

/** Moves what goes along, and shows it in the session at once. */
async function takeAlong(
  db: Database,
  guestId: string,
  { session, user }: NewSession,
  ctx: Parameters<typeof setCookieCache>[0],
): Promise<void> {
  if (guestId === user.id) return;
  const changed = await moveGuestData(db, { from: guestId, to: user.id });
  await setCookieCache(ctx, { session, user: { ...user, ...changed } }, endsWithBrowser(session));
}

const signUpBody = z.object({ name: z.string(), email: z.email(), password: z.string().min(1) });

/** A guest's account becomes a full one when the address is confirmed; the answer is the one that a sign-up has. */
async function join(services: AuthServices, ctx: HookContext) {
  const guest = await guestOf(ctx);
  const parsed = signUpBody.safeParse(ctx.body);
  if (!guest || !parsed.success) return;
  const { name, email, password } = parsed.data;
  const passwordHash = await ctx.context.password.hash(password);
  const newEmail = email.toLowerCase();
  await offerAddress(services, ctx.context, { user: guest, newEmail, joining: { name, passwordHash } });
  return ctx.json({ token: null, user: { ...guest, name, email: newEmail } });
}

/** better-auth ends the session of this browser where it asks for the second step. */
async function keepHalfway(ctx: HookContext): Promise<void> {
  const { responseHeaders, authCookies, secret } = ctx.context;
  const challenge = `${ctx.context.createAuthCookie("two_factor").name}=`;
  if (!responseHeaders?.getSetCookie().some((set) => set.startsWith(challenge))) return;
  if (ctx.context.newSession || !(await guestOf(ctx))) return;
  const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
  const { name, attributes } = ctx.context.createAuthCookie(halfwayGuest.name, {
    maxAge: halfwayGuest.maxAge,
  });
  if (token) await ctx.setSignedCookie(name, token, secret, attributes);
}

/** The guest who calls, from the database. Unlike better-auth's own look at the session it sets no cookies. */
async function guestOf(ctx: HookContext) {
  const { authCookies, secret } = ctx.context;
  const token = await ctx.getSignedCookie(authCookies.sessionToken.name, secret);
  return token ? findGuest(ctx, token) : undefined;
}

async function findGuest(ctx: HookContext, token: string) {
  const found = await ctx.context.internalAdapter.findSession(token);
  if (!found || found.session.expiresAt < new Date()) return undefined;
  return found.user.isAnonymous === true ? found.user : undefined;
}
