import { emailOTP } from "better-auth/plugins/email-otp";
import { magicLink } from "better-auth/plugins/magic-link";
import { signInCode } from "../../email/sign-in-code";
import { signInLink } from "../../email/sign-in-link";
import { inBackground, requestHeaders } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { whoAsked } from "../device.server";

const minute = 60;

/** Sign-in by a link in a mail: works once, for ten minutes (ASVS 6.5.5), and is kept as a hash. */
export function magicLinks({ env, sendEmail }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return magicLink({
    expiresIn: 10 * minute,
    storeToken: "hashed",
    sendMagicLink: async ({ email: to, token, url }) => {
      const returnTo = new URL(url).searchParams.get("callbackURL") ?? "/";
      const who = whoAsked(requestHeaders());
      inBackground(sendEmail(signInLink({ to, token, returnTo, appName, baseUrl, who })));
    },
  });
}

/** Sign-in by a code in a mail: ten minutes, five tries, kept as a hash; a newer one replaces it. */
export function emailCodes({ env, sendEmail }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return emailOTP({
    otpLength: 6,
    expiresIn: 10 * minute,
    allowedAttempts: 5,
    storeOTP: "hashed",
    sendVerificationOTP: async ({ email: to, otp: code, type }) => {
      const who = whoAsked(requestHeaders());
      inBackground(sendEmail(signInCode({ to, code, purpose: type, appName, baseUrl, who })));
    },
  });
}
