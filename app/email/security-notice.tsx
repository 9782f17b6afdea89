import { type EmailFacts, layOut } from "./layout";

/** Changes that the owner of an account hears of at once, with the words for each. */
const words = {
  "password-set": "A password was set for your account",
  "password-changed": "Your password was changed",
  "password-reset": "Your password was set anew and you were signed out everywhere",
  "two-factor-on": "Two-step verification was turned on",
  "two-factor-off": "Two-step verification was turned off",
  "backup-codes-made": "New backup codes were made; the old ones no longer work",
  "passkey-added": "A passkey was added to your account",
  "passkey-removed": "A passkey was removed from your account",
  "phone-changed": "Your account has a new phone number",
  "phone-removed": "The phone number was removed from your account",
  "connection-added": "A way to sign in through another service was connected to your account",
  "connection-removed": "A way to sign in through another service was removed from your account",
} as const;

export type SecurityChange = keyof typeof words;

export const securityChanges = Object.keys(words) as SecurityChange[];

/** Tells what happened to an account, so that an owner who did not do it can act. */
export function securityNotice(facts: EmailFacts & { change: SecurityChange }) {
  const happened = words[facts.change];
  return layOut(facts, {
    subject: `${facts.appName}: ${happened.split(/ and |;/)[0]}`,
    paragraphs: [`${happened}.`, "If this was you, there is nothing to do."],
    action: { label: "Look at your security settings", url: `${facts.baseUrl}/account/security` },
    by: "Done from",
    ifNotYou: `If this was not you, set a new password at once: ${facts.baseUrl}/forgot-password`,
  });
}
