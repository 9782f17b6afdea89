import { type EmailFacts, layOut } from "./layout";

const purposes = {
  "sign-in": "Enter it to sign in.",
  "email-verification": "Enter it to confirm your address.",
  "forget-password": "Enter it to set a new password.",
  "change-email": "Enter it to change your address.",
  "second-step": "Enter it after your password.",
  proof: "Enter it to confirm that it is you.",
} as const;

export type CodePurpose = keyof typeof purposes;

/** A code to type in. It works once, for ten minutes. */
export function signInCode(facts: EmailFacts & { code: string; purpose: CodePurpose }) {
  return layOut(facts, {
    subject: `${facts.code} is your code for ${facts.appName}`,
    paragraphs: [`Your code is ${facts.code}.`, `${purposes[facts.purpose]} It works once, for ten minutes.`],
    worksForSeconds: 10 * 60,
    ifNotYou: "If this was not you, ignore this message, and never tell anybody the code.",
  });
}
