import { type EmailFacts, layOut } from "./layout";

/** The last step of deleting an account. It works once, for an hour, for whoever is signed in to that account. */
export function deleteAccount(facts: EmailFacts & { token: string }) {
  return layOut(facts, {
    subject: `Delete your ${facts.appName} account`,
    paragraphs: [
      "Somebody asked to delete your account. Nothing is deleted yet: the link leads to the last step, and works once, for one hour.",
    ],
    action: {
      label: "Go to the last step",
      url: `${facts.baseUrl}/account/data/delete?token=${encodeURIComponent(facts.token)}`,
    },
    worksForSeconds: 60 * 60,
    ifNotYou: `If this was not you, somebody is signed in to your account: do not open the link, and set a new password at once: ${facts.baseUrl}/forgot-password`,
  });
}
