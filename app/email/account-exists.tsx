import { type EmailFacts, layOut } from "./layout";

/** Tells the owner of an address that somebody signed up with it again; the page itself gives nothing away. */
export function accountExists(facts: EmailFacts & { emailVerified: boolean }) {
  const unconfirmed =
    "It is not confirmed yet: set a new password by mail, which confirms the address as well.";
  return layOut(facts, {
    subject: `You already have an account at ${facts.appName}`,
    paragraphs: [
      `Somebody, probably you, tried to create an account with ${facts.to}. There is one already.`,
      facts.emailVerified ? "Sign in with it, or set a new password if you forgot the old one." : unconfirmed,
    ],
    action: facts.emailVerified
      ? { label: "Sign in", url: `${facts.baseUrl}/sign-in` }
      : { label: "Set a new password", url: `${facts.baseUrl}/forgot-password` },
    ifNotYou: "If this was not you, there is nothing to do: your account is unchanged.",
  });
}
