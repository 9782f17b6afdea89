import { createHMAC } from "@better-auth/utils/hmac";

const hmac = createHMAC("SHA-256", "base64urlnopad");

/** What an invitation is for. */
interface Invited {
  id: string;
  email: string;
}

/**
 * What the link in the mail of an invitation has beside its id. Whoever invites is told the id, so the id proves nothing;
 * this goes by mail alone, so it proves the address as a link to confirm it does.
 */
export function makeInvitationProof(secret: string, invited: Invited): Promise<string> {
  return hmac.sign(secret, contentOf(invited)) as Promise<string>;
}

/** True for the proof that went to the invited address; compares in constant time. */
export async function isInvitationProof(secret: string, invited: Invited, proof: string): Promise<boolean> {
  if (!/^[\w-]{43}$/.test(proof)) return false;
  return hmac.verify(secret, contentOf(invited), proof);
}

function contentOf({ id, email }: Invited): string {
  return JSON.stringify(["invitation", id, email.toLowerCase()]);
}
