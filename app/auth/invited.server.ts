import type { Database } from "../db/db.server";
import { invitationById } from "../db/invitations.server";
import { isInvitationProof } from "./invitation-proof.server";

/** The address that an invitation proves: it can be answered now, and `proof` is what went to that address by mail. */
export async function provenByInvitation(
  db: Database,
  secret: string,
  { id, proof }: { id: string; proof: string },
  now = new Date(),
): Promise<string | undefined> {
  const found = await invitationById(db, id);
  if (!found?.stands || found.status !== "pending" || found.expiresAt <= now) return undefined;
  const { email } = found;
  return (await isInvitationProof(secret, { id, email }, proof)) ? email : undefined;
}

/** What an invitation's link carries, in the header of a sign-up: id and proof. */
export const invitationHeader = "x-invitation";

/** The id and proof of such a header, or of the address of the page of an invitation. */
export function readInvitationLink(
  text: string | null | undefined,
): { id: string; proof: string } | undefined {
  const [, id, proof] =
    /^(?:\/invitations\/)?([\w-]{1,64})(?:\?token=|\.)([\w-]{43})$/.exec(text ?? "") ?? [];
  return id && proof ? { id, proof } : undefined;
}
