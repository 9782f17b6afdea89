import { type EmailFacts, layOut } from "./layout";

/** Tells the owner of an address that it cannot be given to another account; the page itself gives nothing away. */
export function addressTaken(facts: EmailFacts) {
  return layOut(facts, {
    subject: `${facts.to} is taken at ${facts.appName}`,
    paragraphs: [
      `Somebody, probably you, wanted to use ${facts.to} for an account. Nothing was changed.`,
      "It is the address of another account, or it was until a few days ago and is kept for that account, so that a change nobody wanted can be undone.",
    ],
    action: { label: "Sign in", url: `${facts.baseUrl}/sign-in` },
    ifNotYou: "If this was not you, there is nothing to do: your account is unchanged.",
  });
}
