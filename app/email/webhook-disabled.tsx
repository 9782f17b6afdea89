import { type EmailFacts, layOut } from "./layout";

interface Facts extends Omit<EmailFacts, "who"> {
  id: string;
  host: string;
  description: string;
  /** It answered 410. */
  isGone: boolean;
}

/** Tells admins that events are not sent to an endpoint any more. */
export function webhookDisabled({ id, host, description, isGone, ...facts }: Facts) {
  const why = isGone
    ? "It answered that it is gone for good (410)."
    : "Every delivery to it has failed for five days.";
  return layOut(
    { ...facts, who: `a delivery to ${host}` },
    {
      subject: `${facts.appName}: events are not sent to ${host} any more`,
      paragraphs: [
        `The webhook endpoint at ${host}${description && ` (${description})`} was disabled.`,
        why,
        "Mend it, enable it on its page, and send again there what has failed.",
      ],
      action: { label: "Look at the endpoint", url: `${facts.baseUrl}/admin/webhooks/${id}` },
      by: "Found by",
      ifNotYou: "If you do not know this endpoint, look into the audit log: it says which admin added it.",
    },
  );
}
