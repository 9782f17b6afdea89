import { type EmailFacts, layOut } from "./layout";

/** Asks for proof of the new address of an account. The link opens a page with a button; nothing changes before it. */
export function confirmNewAddress(facts: EmailFacts & { token: string }) {
  return layOut(facts, {
    subject: `Confirm your new e-mail address for ${facts.appName}`,
    paragraphs: [
      `Confirm that ${facts.to} is yours to make it the address of your account. The link works once, for one hour.`,
    ],
    action: {
      label: "Confirm e-mail address",
      url: `${facts.baseUrl}/verify-email?${new URLSearchParams({ token: facts.token })}`,
    },
    worksForSeconds: 60 * 60,
    ifNotYou:
      "If you did not ask for this, ignore this message: without the link nobody can use your address.",
  });
}
