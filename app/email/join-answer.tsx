import { type EmailFacts, layOut } from "./layout";

interface Facts extends EmailFacts {
  organization: string;
  slug: string;
  isAccepted: boolean;
}

/** Tells somebody who asked to join an organization what the answer is. */
export function joinAnswerMail({ organization, slug, isAccepted, ...facts }: Facts) {
  if (isAccepted)
    return layOut(facts, {
      subject: `Welcome to ${organization}`,
      paragraphs: [`You asked to join ${organization} on ${facts.appName}, and are a member now.`],
      action: { label: "Open the organization", url: `${facts.baseUrl}/organizations/${slug}` },
      ifNotYou: `If you did not ask for that, leave it again: ${facts.baseUrl}/organizations/${slug}/settings`,
    });
  return layOut(facts, {
    subject: `Your request to join ${organization}`,
    paragraphs: [`You asked to join ${organization} on ${facts.appName}. Its admins have declined.`],
    action: { label: "See your organizations", url: `${facts.baseUrl}/organizations` },
    ifNotYou: "If you did not ask for that, or think that it is a mistake, talk to somebody who is in it.",
  });
}
