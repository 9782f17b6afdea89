import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx } from "better-auth/api";
import { accountInvitation } from "../../email/account-invitation";
import { inBackground } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { endpointName } from "../endpoint-name";
import { makeResetToken } from "../links.server";
import { domainRefusal } from "../user-rules.server";

const createUser = "/admin/create-user";
const weekSeconds = 7 * 24 * 60 * 60;

/**
 * Accounts that an admin makes: the person is sent a link to set a password, which works for a week and proves the
 * address. An admin neither sets a password nor sees one (ASVS 6.4.6), and says of an account no more than a name, an
 * address and a role.
 */
export function createdPeople({ env, sendEmail }: Pick<AuthServices, "env" | "sendEmail">) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return {
    id: "created-people",
    hooks: {
      before: [
        {
          matcher: (context) => endpointName(context) === createUser,
          handler: createAuthMiddleware(async (ctx) => {
            // Whoever has no session is told so by the endpoint.
            if (!(await getSessionFromCtx(ctx))) return;
            const { email, password, data } = Object(ctx.body);
            if (password || Object.keys(Object(data)).length > 0)
              throw new APIError("BAD_REQUEST", {
                code: "NAME_ADDRESS_ROLE_ONLY",
                message: "Only a name, an address and a role: the person sets the password",
              });
            const refusal = domainRefusal(env, String(email ?? ""));
            if (refusal) throw new APIError("BAD_REQUEST", refusal);
          }),
        },
      ],
      after: [
        {
          matcher: (context) => endpointName(context) === createUser,
          handler: createAuthMiddleware(async (ctx) => {
            const { user }: { user?: { id: string; email: string } } = Object(ctx.context.returned);
            if (!user) return;
            const { internalAdapter } = ctx.context;
            const token = await makeResetToken(internalAdapter, user.id, weekSeconds);
            const admin = (await getSessionFromCtx(ctx))?.user.name ?? appName;
            const facts = { to: user.email, token, admin, at: new Date(), appName, baseUrl };
            inBackground(sendEmail(accountInvitation(facts)));
          }),
        },
      ],
    },
    $ERROR_CODES: {
      NAME_ADDRESS_ROLE_ONLY: {
        code: "NAME_ADDRESS_ROLE_ONLY",
        message: "Only a name, an address and a role: the person sets the password",
      },
    },
  } satisfies BetterAuthPlugin;
}
