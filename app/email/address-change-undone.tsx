import { type EmailFacts, layOut } from "./layout";

/** Tells that an account has its old address back: the one that it has, and the one that it has no longer. */
export function addressChangeUndone(facts: EmailFacts & { isBack: boolean }) {
  const { to, appName, baseUrl, isBack } = facts;
  const shutOut = "Every device was signed out, and links and codes that were sent before are worth nothing.";
  return layOut(facts, {
    subject: `${appName}: The change of your e-mail address was undone`,
    paragraphs: isBack
      ? [
          `${to} is the address of your account again. ${shutOut}`,
          "Set a new password, then look at your passkeys, connections, phone number and two-step verification: whoever changed the address may have changed those, too.",
        ]
      : [`${to} is no longer the address of an account. ${shutOut}`],
    action: isBack
      ? { label: "Set a new password", url: `${baseUrl}/forgot-password` }
      : { label: "Sign in", url: `${baseUrl}/sign-in` },
    by: "Done from",
    ifNotYou: isBack
      ? "If this was not you, somebody can read your mail: set a new password for your mailbox, then one for this account."
      : "If this was not you, the owner of the old address did it. Sign in with that address, or ask them.",
  });
}
