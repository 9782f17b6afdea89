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

function contentOf({ id, email }: Invited): string {
  return JSON.stringify(["invitation", id, email.toLowerCase()]);
}
