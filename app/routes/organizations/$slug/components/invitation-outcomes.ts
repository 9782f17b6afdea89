import type { InvitationOutcome } from "~/auth/invite-several.server";

/** What became of one address of the list that was sent. */
export interface Result {
  email: string;
  outcome: InvitationOutcome | "no-address";
}

/** In words, with how to mend it where that can be done. */
export const outcomeWords: Record<Result["outcome"], string> = {
  invited: "Invited",
  "invited-already": "Invited before: send it again from the list of invitations",
  member: "Is a member already",
  "no-address": "Is no e-mail address: check how it is written",
  "domain-not-allowed": "Not invited: addresses of this domain are not accepted here",
  "limit-reached":
    "Not invited: as many invitations are open as an organization may have. Cancel some, or wait until they are answered",
  "too-many-mails": "Not invited: this address was sent too many invitations. Try again tomorrow",
  "sender-limit-reached": "Not invited: you have invited very many people today. Try again tomorrow",
};

/** True where the address is to be kept in the form: there is something to mend, or to try again. */
export function isToMend({ outcome }: Result): boolean {
  return outcome !== "invited" && outcome !== "invited-already" && outcome !== "member";
}
