import { type EmailFacts, layOut } from "./layout";

/** Tells the new address of an account that it is that from now on. */
export function addressChanged(facts: EmailFacts) {
  return layOut(facts, {
    subject: `${facts.appName}: Your e-mail address was changed`,
    paragraphs: [
      `${facts.to} is the address of your account from now on. Sign in with it.`,
      "If this was you, there is nothing to do.",
    ],
    action: { label: "Look at your account", url: `${facts.baseUrl}/account/email` },
    by: "Done from",
    ifNotYou: `If this was not you, set a new password at once: ${facts.baseUrl}/forgot-password`,
  });
}

/** Tells the old address, which can take the account back for seven days. `newEmail` is not shown in full. */
export function addressLeft(facts: EmailFacts & { newEmail: string; token: string }) {
  return layOut(facts, {
    subject: `${facts.appName}: Your e-mail address was changed`,
    paragraphs: [
      `The address of your account was changed from ${facts.to} to ${facts.newEmail}.`,
      "If this was you, there is nothing to do.",
    ],
    action: {
      label: "Undo the change",
      url: `${facts.baseUrl}/undo-email-change?${new URLSearchParams({ token: facts.token })}`,
    },
    by: "Done from",
    ifNotYou:
      "If this was not you, open the link: there you take your address back, sign every device out and set a new password. It works for seven days.",
  });
}
