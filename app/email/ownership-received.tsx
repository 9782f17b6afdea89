import { type EmailFacts, layOut } from "./layout";

interface Facts extends EmailFacts {
  organization: string;
  slug: string;
  /** The name of the owner who did it. */
  from: string;
}

/** Tells a member that an owner has handed an organization over to them. */
export function ownershipReceived({ organization, slug, from, ...facts }: Facts) {
  return layOut(facts, {
    subject: `You are an owner of ${organization}`,
    paragraphs: [
      `${from} handed ${organization} over to you on ${facts.appName}. Owners may do everything in it, and delete it.`,
    ],
    action: { label: "Open the organization", url: `${facts.baseUrl}/organizations/${slug}` },
    ifNotYou:
      "If you did not expect this, ask the person who did it. As an owner you can hand it over or leave in its settings.",
  });
}
