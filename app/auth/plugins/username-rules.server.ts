import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import type { Env } from "../../env.server";
import { isReservedUsername } from "../reserved-usernames";

const reserved = { code: "USERNAME_RESERVED", message: "This username is reserved" } as const;
const notTheSame = { code: "INVALID_DISPLAY_USERNAME", message: "It has to be the username in another case" };

/**
 * Refuses reserved usernames where people choose one. Not by the validator of the username plugin: that runs at sign-in
 * as well, and would shut out whoever has a name that is reserved later, or that an operator gave them. Comes after
 * that plugin, which reads one name from the other at sign-up.
 */
export function usernameRules({ APP_NAME }: Env) {
  return {
    id: "username-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/is-username-available",
          handler: createAuthMiddleware(async (ctx) => {
            if (isReservedUsername(String(ctx.body?.username), [APP_NAME]))
              return ctx.json({ available: false });
          }),
        },
        {
          matcher: ({ path }) => path === "/update-user" || path === "/sign-up/email",
          handler: createAuthMiddleware(async (ctx) => {
            const { username, displayUsername } = ctx.body ?? {};
            if (!username && !displayUsername) return;
            const user = ctx.path === "/update-user" ? (await getSessionFromCtx(ctx))?.user : undefined;
            const own: unknown = user && "username" in user ? user.username : undefined;
            const wanted = username ?? own;
            // What is shown is what was checked.
            if (displayUsername && !isSame(displayUsername, wanted))
              throw new APIError("BAD_REQUEST", notTheSame);
            if (!username || isSame(username, own)) return;
            if (isReservedUsername(String(username), [APP_NAME])) throw new APIError("BAD_REQUEST", reserved);
          }),
        },
      ],
    },
    $ERROR_CODES: { USERNAME_RESERVED: reserved },
  } satisfies BetterAuthPlugin;
}

function isSame(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}
