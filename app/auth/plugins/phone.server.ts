import type { GenericEndpointContext } from "better-auth";
import { phoneNumber } from "better-auth/plugins/phone-number";
import { inBackground } from "../../request-scope.server";
import { newPasswordCode, signInCode } from "../../sms/messages";
import type { AuthServices } from "../auth.server";
import { type CodePurpose, codeLifetimeSeconds, markAsker } from "../phone-codes.server";
import { e164 } from "../phone-number";
import { placeholderEmail } from "../placeholder-email";

/** Sign-in and password reset by a code in a text message: ten minutes, five tries. A new number makes an account. */
export function phoneNumbers({ env, sendText }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  const sendCode = (purpose: CodePurpose) => {
    const message = purpose === "reset" ? newPasswordCode : signInCode;
    return (
      { phoneNumber: to, code }: { phoneNumber: string; code: string },
      ctx?: GenericEndpointContext,
    ) => {
      if (ctx) markAsker(ctx, { purpose, number: to, code });
      inBackground(
        sendText({ to, text: message({ code, appName, baseUrl }), worksForSeconds: codeLifetimeSeconds }),
      );
    };
  };
  return phoneNumber({
    otpLength: 6,
    expiresIn: codeLifetimeSeconds,
    allowedAttempts: 5,
    requireVerification: true,
    phoneNumberValidator: (number) => e164.test(number),
    sendOTP: sendCode("number"),
    sendPasswordResetOTP: sendCode("reset"),
    signUpOnVerification: {
      getTempEmail: () => placeholderEmail("phone"),
      getTempName: (number) => `…${number.slice(-4)}`,
    },
  });
}
