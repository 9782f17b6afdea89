import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import type { Database } from "../../db/db.server";
import { invitationHeader, provenByInvitation, readInvitationLink } from "../invited.server";

/**
 * A sign-up with the link of an invitation in the header `x-invitation` has proved its address: the link went there by
 * mail. So the account is made as confirmed, and is signed in to, if the invitation can be answered now and is for
 * exactly that address. It works once, for there is one account with an address.
 */
export function invitedSignUp(db: Database) {
  return {
    id: "invited-sign-up",
    init: () => ({
      options: {
        databaseHooks: {
          user: {
            create: {
              before: async (user: { email: string }, ctx: GenericEndpointContext | null) => {
                if (ctx?.path !== "/sign-up/email") return;
                const proven = await provenAddress(db, ctx);
                return proven === user.email ? { data: { emailVerified: true } } : undefined;
              },
            },
          },
        },
      },
    }),
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === "/sign-up/email",
          handler: createAuthMiddleware(async (ctx) => {
            const { returned, internalAdapter } = ctx.context;
            const made = returned instanceof APIError ? undefined : (returned as Made | undefined)?.user;
            // An account that was there already is not told: its answer says that nothing is confirmed.
            if (!made?.emailVerified) return;
            const user = await internalAdapter.findUserById(made.id);
            if (!user?.emailVerified) return;
            await setSessionCookie(ctx, { session: await internalAdapter.createSession(user.id), user });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

interface Made {
  user?: { id: string; emailVerified: boolean };
}

/** The address that the invitation of this request proves. */
export async function provenAddress(
  db: Database,
  { headers, context }: Pick<GenericEndpointContext, "headers" | "context">,
): Promise<string | undefined> {
  const link = readInvitationLink(headers?.get(invitationHeader));
  return link && provenByInvitation(db, context.secret, link);
}
