import { type EmailFacts, layOut } from "./layout";

interface Facts extends EmailFacts {
  organization: string;
  slug: string;
  /** The name of whoever added them. */
  by: string;
  role: string;
}

/** Tells people who have an account that somebody has made them a member, and how to leave again. */
export function memberAdded({ organization, slug, by, role, ...facts }: Facts) {
  return layOut(facts, {
    subject: `You are a member of ${organization}`,
    paragraphs: [
      `${by} added you to ${organization} on ${facts.appName}, with the role “${role.replaceAll(",", ", ")}”.`,
    ],
    action: { label: "Open the organization", url: `${facts.baseUrl}/organizations/${slug}` },
    ifNotYou: `If you do not know who this is, leave it again: ${facts.baseUrl}/organizations/${slug}/settings`,
  });
}
