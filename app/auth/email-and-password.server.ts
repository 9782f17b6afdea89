import { accountExists } from "../email/account-exists";
import { requestHeaders } from "../request-scope.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { hashPassword, verifyPassword } from "./password.server";
import { maxPasswordLength, minPasswordLength } from "./password-length";
import { passwordReset } from "./password-reset.server";
import { mayTell } from "./plugins/attempt-limits.server";

interface Options {
  /** Names addresses in the table of attempts. */
  secret: string;
  /** How long the link to set a password works, in seconds. */
  linkLifetimeSeconds: number;
}

/** Sign-up and sign-in by address and password: the address has to be confirmed first. */
export function emailAndPassword(services: AuthServices, { secret, linkLifetimeSeconds }: Options) {
  const { env, db, sendEmail } = services;
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return {
    enabled: true,
    requireEmailVerification: true,
    minPasswordLength,
    maxPasswordLength: maxPasswordLength * 2, // UTF-16 units; `passwordPolicy` counts code points
    password: { hash: hashPassword, verify: verifyPassword },
    ...passwordReset(services, linkLifetimeSeconds),
    onExistingUserSignUp: async ({ user }: { user: { email: string; emailVerified: boolean } }) => {
      const { email: to, emailVerified } = user;
      if (!(await mayTell(db, secret, "sign-up", to))) return;
      await sendEmail(
        accountExists({ to, emailVerified, appName, baseUrl, who: whoAsked(requestHeaders()) }),
      );
    },
  };
}
