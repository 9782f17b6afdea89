import { type EmailFacts, layOut } from "./layout";

/** The link to set a new password. It works once, for an hour, and dies when a newer one is asked for. */
export function resetPassword(facts: EmailFacts & { token: string }) {
  return layOut(facts, {
    subject: `Set a new password for ${facts.appName}`,
    paragraphs: ["Somebody asked to set a new password for your account. The link works once, for one hour."],
    action: {
      label: "Set new password",
      url: `${facts.baseUrl}/reset-password?token=${encodeURIComponent(facts.token)}`,
    },
    worksForSeconds: 60 * 60,
    ifNotYou: "If this was not you, ignore this message: your password stays as it is.",
  });
}
