import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { createAuthMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { Database } from "../../db/db.server";
import type { Env } from "../../env.server";
import { provesAddress, spendInvitation } from "../sign-up-invitations.server";

const signUpPath = "/sign-up/email";

/**
 * An invitation is spent by the account that it leads to, whatever way that comes by. Its token, as `invitation` in the
 * body of `/sign-up/email`, confirms the address when our own mail brought it; then the new account is signed in.
 */
export function signUpInvitations({ db, env }: { db: Database; env: Env }) {
  return {
    id: "sign-up-invitations",
    init: () => ({
      options: {
        databaseHooks: {
          user: {
            create: {
              before: async (user: NewUser, ctx: GenericEndpointContext | null) => {
                if (ctx?.path !== signUpPath || !(await provesAddress(db, user.email, tokenIn(ctx)))) return;
                return { data: { ...user, emailVerified: true } };
              },
              after: async ({ email, phoneNumber }: NewUser, ctx: GenericEndpointContext | null) => {
                if (env.SIGN_UP !== "invite" && !(ctx && tokenIn(ctx))) return;
                await spendInvitation(db, phoneNumber ? [email, phoneNumber] : [email]);
              },
            },
          },
        },
      },
    }),
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === signUpPath,
          handler: createAuthMiddleware(async (ctx) => {
            if (!tokenIn(ctx)) return;
            // The answer for a taken address has an id that nobody has.
            const user = await ctx.context.internalAdapter.findUserById(idIn(ctx.context.returned));
            if (!user?.emailVerified) return;
            const isBrief = ctx.body?.rememberMe === false;
            const session = await ctx.context.internalAdapter.createSession(user.id, isBrief);
            await setSessionCookie(ctx, { session, user }, isBrief);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

interface NewUser extends Record<string, unknown> {
  email: string;
  phoneNumber?: string | null;
}

function tokenIn({ body }: { body?: unknown }): unknown {
  return typeof body === "object" && body !== null && "invitation" in body ? body.invitation : undefined;
}

function idIn(returned: unknown): string {
  const { user } = (returned ?? {}) as { user?: { id?: unknown } };
  return typeof user?.id === "string" ? user.id : "";
}
