import { type EmailFacts, layOut } from "./layout";

/** The link that signs in. It opens a page with a button, works once, and only in the browser that asked for it. */
export function signInLink(facts: EmailFacts & { token: string; returnTo: string; adds?: boolean }) {
  const query = new URLSearchParams({ token: facts.token, returnTo: facts.returnTo });
  // Asked for by somebody who is signed in and adds another account.
  if (facts.adds) query.set("add", "");
  return layOut(facts, {
    subject: `Sign in to ${facts.appName}`,
    paragraphs: ["Open the link in the browser where you asked for it. It works once, for ten minutes."],
    action: { label: "Sign in", url: `${facts.baseUrl}/sign-in/magic-link?${query}` },
    worksForSeconds: 10 * 60,
    ifNotYou: "If this was not you, ignore this message: nobody can sign in with it but you.",
  });
}
