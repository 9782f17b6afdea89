import type { AuthContext } from "better-auth";
import { addressTaken } from "../email/address-taken";
import { confirmNewAddress } from "../email/confirm-new-address";
import { inBackground, requestHeaders } from "../request-scope.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { beginEmailChange, type PendingEmailChange } from "./pending-email-change.server";
import { mayTell } from "./plugins/attempt-limits.server";
import { isTaken, pruneEmailChanges } from "./reserved-addresses.server";

interface Offer extends Pick<PendingEmailChange, "newEmail" | "joining"> {
  user: { id: string; email: string };
}

/**
 * Asks a new address by mail whether it is the account's. A taken address gets a token as well, which nobody is told:
 * the same work for every answer (ASVS 6.3.8).
 */
export async function offerAddress(
  { env, db, sendEmail }: AuthServices,
  { internalAdapter, secret }: Pick<AuthContext, "internalAdapter" | "secret">,
  { user, newEmail, joining }: Offer,
): Promise<void> {
  const change = { userId: user.id, oldEmail: user.email, newEmail, joining };
  const token = await beginEmailChange(internalAdapter, db, change);
  const taken = await isTaken(db, newEmail, user.id);
  const who = whoAsked(requestHeaders());
  const facts = { to: newEmail, appName: env.APP_NAME, baseUrl: env.BETTER_AUTH_URL, who };
  const tell = async () => {
    if (!(await mayTell(db, secret, "change-email", newEmail))) return;
    await sendEmail(taken ? addressTaken(facts) : confirmNewAddress({ ...facts, token }));
  };
  inBackground(tell());
  pruneEmailChanges(db);
}
