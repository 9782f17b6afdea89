import { type EmailFacts, layOut } from "./layout";

/** Tells of a sign-in from a device that the account was not used on before, with a link for whoever was not it. */
export function newDevice(facts: EmailFacts & { token: string }) {
  return layOut(facts, {
    subject: `New sign-in to ${facts.appName}`,
    paragraphs: [
      "Your account was signed in to on a device that it was not used on before.",
      "If this was you, there is nothing to do.",
    ],
    action: {
      label: "This was not me",
      url: `${facts.baseUrl}/not-me?${new URLSearchParams({ token: facts.token })}`,
    },
    by: "Signed in from",
    ifNotYou:
      "If this was not you, open the link: there you sign that device out and set a new password. It works once, for seven days.",
  });
}
