import type { User } from "better-auth";
import { accountDeleted } from "../email/account-deleted";
import { deleteAccount } from "../email/delete-account";
import { inBackground, requestHeaders } from "../request-scope.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { isPlaceholder } from "./placeholder-email";
import { leaveOrganizations } from "./plugins/last-owner.server";
import { forgetInvitations } from "./sign-up-invitations.server";
import { forgetAllVerifications } from "./verifications.server";

/** The link of the last step, in seconds. */
const linkLifetimeSeconds = 60 * 60;

/** How an account ends: a link by mail is the last step, then all that hangs on it goes, and its owner is told. */
export function accountDeletion({ env, db, sendEmail }: AuthServices) {
  const factsFor = (to: string) => ({
    to,
    appName: env.APP_NAME,
    baseUrl: env.BETTER_AUTH_URL,
    who: whoAsked(requestHeaders()),
  });
  return {
    enabled: true,
    deleteTokenExpiresIn: linkLifetimeSeconds,
    sendDeleteAccountVerification: async ({ user, token }: { user: User; token: string }) => {
      if (!isPlaceholder(user.email)) await sendEmail(deleteAccount({ ...factsFor(user.email), token }));
    },
    beforeDelete: async ({ id }: User) => leaveOrganizations(db, id),
    // Rows of other tables go by their foreign keys; these have none.
    afterDelete: async ({ id, email, phoneNumber }: User & { phoneNumber?: string | null }) => {
      await forgetAllVerifications(db, { userId: id, email });
      await forgetInvitations(db, phoneNumber ? [email, phoneNumber] : [email]);
      if (!isPlaceholder(email)) inBackground(sendEmail(accountDeleted(factsFor(email))));
    },
  };
}
