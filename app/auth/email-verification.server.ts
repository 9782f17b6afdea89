import { verifyAddress } from "../email/verify-address";
import { inBackground, requestHeaders } from "../request-scope.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";

/** How an address is confirmed: by a link in a mail that works for `expiresIn` seconds and then signs in. */
export function emailVerification({ env, sendEmail }: AuthServices, expiresIn: number) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return {
    sendOnSignUp: true,
    autoSignInAfterVerification: true,
    expiresIn,
    sendVerificationEmail: async ({
      user,
      token,
      url,
    }: {
      user: { email: string; emailVerified: boolean };
      token: string;
      url: string;
    }) => {
      // An invitation has confirmed it.
      if (user.emailVerified) return;
      const next = new URL(url).searchParams.get("callbackURL") ?? "/";
      // A sign-up by way of a provider names the whole address.
      const returnTo = next.startsWith(`${baseUrl}/`) ? next.slice(baseUrl.length) : next;
      const who = whoAsked(requestHeaders());
      const mail = verifyAddress({ to: user.email, token, returnTo, appName, baseUrl, who });
      // Never awaited: a slow transport must not tell a known address from an unknown one.
      inBackground(sendEmail(mail));
    },
  };
}
