import { signInCode } from "../email/sign-in-code";
import { inBackground, requestHeaders } from "../request-scope.server";
import { signInCode as textedCode } from "../sms/messages";
import { canSendTexts } from "../sms/send.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { isPlaceholder } from "./placeholder-email";

/** How a code for the second step travels; the page that asks for it says which. E-mail unless it is said. */
export const codeChannelHeader = "x-code-channel";

interface Receiver {
  email: string;
  phoneNumber?: string | null;
  phoneNumberVerified?: boolean | null;
}

/** The confirmed number that a code can be texted to, if there is one (ASVS 6.6.1: never to an unconfirmed one). */
export function confirmedNumber(user: Receiver): string | undefined {
  return (user.phoneNumberVerified && user.phoneNumber) || undefined;
}

/** Codes for the second step, for people who have no authenticator app: ten minutes, five tries, kept as a hash. */
export function secondStepCodes({ env, sendEmail, sendText }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return {
    digits: 6,
    period: 10, // minutes
    allowedAttempts: 5,
    storeOTP: "hashed" as const,
    sendOTP: async ({ user, otp: code }: { user: Receiver; otp: string }, ctx?: { headers?: Headers }) => {
      const number = canSendTexts(env) ? confirmedNumber(user) : undefined;
      const wantsText = ctx?.headers?.get(codeChannelHeader) === "text" || isPlaceholder(user.email);
      if (number && wantsText) {
        const text = textedCode({ code, appName, baseUrl });
        inBackground(sendText({ to: number, text, worksForSeconds: 10 * 60 }));
        return;
      }
      const who = whoAsked(requestHeaders());
      inBackground(
        sendEmail(signInCode({ to: user.email, code, purpose: "second-step", appName, baseUrl, who })),
      );
    },
  };
}
