import { type EmailFacts, layOut } from "./layout";

interface Facts extends EmailFacts {
  organization: string;
  slug: string;
  /** The name and address of whoever asks. */
  person: { name: string; email: string };
}

/** Tells owners and admins that somebody with an address of their domain asks to join. */
export function joinRequestMail({ organization, slug, person, ...facts }: Facts) {
  return layOut(facts, {
    subject: `${person.name} asks to join ${organization}`,
    paragraphs: [`${person.name} (${person.email}) asks to join ${organization} on ${facts.appName}.`],
    action: { label: "See who asks", url: `${facts.baseUrl}/organizations/${slug}/requests` },
    ifNotYou: "If you do not know who this is, decline: nobody comes in without an answer.",
  });
}
