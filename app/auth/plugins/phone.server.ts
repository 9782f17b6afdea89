import { phoneNumber } from "better-auth/plugins/phone-number";
import { inBackground } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { placeholderEmail } from "../placeholder-email";

const minute = 60;

/** Sign-in and password reset by a code in a text message: ten minutes, five tries. A new number makes an account. */
export function phoneNumbers({ env, sendText }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  // The last line lets a phone offer the code by itself (WebOTP, origin-bound one-time codes).
  const textOf = (code: string) =>
    `${code} is your code for ${appName}. Never tell it to anybody.\n\n@${new URL(baseUrl).host} #${code}`;
  return phoneNumber({
    otpLength: 6,
    expiresIn: 10 * minute,
    allowedAttempts: 5,
    requireVerification: true,
    phoneNumberValidator: (number) => /^\+[1-9]\d{6,14}$/.test(number),
    sendOTP: ({ phoneNumber: to, code }) => inBackground(sendText({ to, text: textOf(code) })),
    sendPasswordResetOTP: ({ phoneNumber: to, code }) => inBackground(sendText({ to, text: textOf(code) })),
    signUpOnVerification: {
      getTempEmail: () => placeholderEmail("phone"),
      getTempName: (number) => `…${number.slice(-4)}`,
    },
  });
}
