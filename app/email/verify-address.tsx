import { type EmailFacts, layOut } from "./layout";

/** Asks for proof of an address. The link opens a page with a button: a scanner that follows it changes nothing. */
export function verifyAddress(facts: EmailFacts & { token: string; returnTo: string }) {
  const url = new URL("/verify-email", facts.baseUrl);
  url.searchParams.set("token", facts.token);
  if (facts.returnTo !== "/") url.searchParams.set("returnTo", facts.returnTo);
  return layOut(facts, {
    subject: `Confirm your e-mail address for ${facts.appName}`,
    paragraphs: [
      `Confirm that ${facts.to} is yours to finish creating your account. The link works for one hour.`,
    ],
    action: { label: "Confirm e-mail address", url: url.href },
    worksForSeconds: 60 * 60,
    ifNotYou: "If you did not sign up, ignore this message: without the link nobody can use your address.",
  });
}
