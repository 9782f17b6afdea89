import { type EmailFacts, layOut } from "./layout";

/** The last message to the address of an account that is gone. */
export function accountDeleted(facts: EmailFacts) {
  return layOut(facts, {
    subject: `Your ${facts.appName} account is deleted`,
    paragraphs: [
      "Your account and everything that hung on it are deleted.",
      "You are welcome back at any time.",
    ],
    action: { label: "Create a new account", url: `${facts.baseUrl}/sign-up` },
    by: "Done from",
    ifNotYou:
      "If this was not you, somebody can read your mail: set a new password for your mailbox at once. The account itself cannot be brought back.",
  });
}
