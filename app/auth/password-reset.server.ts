import { getCurrentAuthEndpointContext } from "@better-auth/core/context";
import { resetPassword } from "../email/reset-password";
import { securityNotice } from "../email/security-notice";
import { inBackground, requestHeaders } from "../request-scope.server";
import { textNotice } from "../sms/messages";
import { recordActivity } from "./activity.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { forgetSignInAttempts } from "./plugins/attempt-limits.server";
import { forgetVerifications } from "./verifications.server";

interface Owner {
  id: string;
  email: string;
  emailVerified: boolean;
  phoneNumber?: string | null;
}

/** How a forgotten password is set anew: by a link in a mail that works for `expiresIn` seconds, or by a texted code. */
export function passwordReset({ env, db, sendEmail, sendText }: AuthServices, expiresIn: number) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return {
    resetPasswordTokenExpiresIn: expiresIn,
    revokeSessionsOnPasswordReset: true,
    sendResetPassword: async ({ user, token }: { user: Owner; token: string }) => {
      await forgetVerifications(db, { userId: user.id, kind: "reset-password:", keep: token });
      await sendEmail(
        resetPassword({ to: user.email, token, appName, baseUrl, who: whoAsked(requestHeaders()) }),
      );
    },
    onPasswordReset: async ({ user }: { user: Owner }) => {
      const { path, context } = getCurrentAuthEndpointContext();
      const byText = path === "/phone-number/reset-password";
      // A link came by mail, so it proves the address as well. A text message does not.
      if (!byText && !user.emailVerified)
        await context.internalAdapter.updateUser(user.id, { emailVerified: true });
      await forgetVerifications(db, { userId: user.id, kind: "reset-password:" });
      await forgetVerifications(db, { userId: user.id, kind: "trust-device-" });
      await forgetVerifications(db, { userId: user.id, kind: "change-email:" });
      await forgetSignInAttempts(db, context.secret, user.email);
      recordActivity(db, { userId: user.id, event: "password-reset", detail: byText ? "text-code" : "" });
      const who = whoAsked(requestHeaders());
      inBackground(
        sendEmail(securityNotice({ change: "password-reset", to: user.email, appName, baseUrl, who })),
      );
      if (!byText || !user.phoneNumber) return;
      const text = textNotice("password-reset", { appName, baseUrl });
      inBackground(sendText({ to: user.phoneNumber, text }));
    },
  };
}
