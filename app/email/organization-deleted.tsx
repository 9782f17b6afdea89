import { type EmailFacts, layOut } from "./layout";

interface Facts extends EmailFacts {
  organization: string;
  /** The name of whoever deleted it. */
  by: string;
}

/** Tells the owners of an organization that it is gone. */
export function organizationDeleted({ organization, by, ...facts }: Facts) {
  return layOut(facts, {
    subject: `${organization} is deleted`,
    paragraphs: [
      `${by} deleted the organization ${organization} on ${facts.appName}, with everything that hung on it. It cannot be brought back.`,
    ],
    action: { label: "See your organizations", url: `${facts.baseUrl}/organizations` },
    ifNotYou: `If you did not know of it, ask ${by}. If it was done in your name, set a new password at once: ${facts.baseUrl}/forgot-password`,
  });
}
