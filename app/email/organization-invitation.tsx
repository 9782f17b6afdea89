import { type EmailFacts, layOut } from "./layout";

interface Facts extends EmailFacts {
  /** Of the invitation: whoever has the address that it was sent to may use it. */
  id: string;
  /** Shows that this message was read: it goes nowhere else. */
  proof: string;
  organization: string;
  /** The name of whoever sent it. */
  inviter: string;
  /** The role that it brings, by name. */
  role: string;
}

/** Invites into an organization. The link opens a page with buttons; it works for the address it was sent to alone. */
export function organizationInvitation({ id, proof, organization, inviter, role, ...facts }: Facts) {
  return layOut(facts, {
    subject: `${inviter} invites you to ${organization}`,
    paragraphs: [
      `${inviter} invites you to join ${organization} on ${facts.appName}, with the role “${role}”. The link works for 48 hours.`,
    ],
    action: { label: "See the invitation", url: `${facts.baseUrl}/invitations/${id}?token=${proof}` },
    ifNotYou: "If you do not know who this is, ignore this message: nothing happens without you.",
  });
}
