import type { Verification } from "~/auth/domain-verification.server";

/** What a look at the record found, where it is not what it should be; with how to mend it. */
export const findings: Record<
  Exclude<Verification, "verified" | "verified-already" | "gone">,
  (domain: string) => string
> = {
  "no-record": (domain) =>
    `There is no TXT record for ${domain} yet. Set it as shown below; a new record can take some minutes, at some providers hours, until it is seen. Then verify again.`,
  "other-record": (domain) =>
    `The TXT record for ${domain} says something else. Compare it with the value below; a changed record can take a while until it is seen.`,
  "no-answer": (domain) =>
    `The record of ${domain} could not be looked up: the name service does not answer at the moment. Nothing was changed. Try again in a minute.`,
  taken: (domain) =>
    `Another organization here has verified ${domain}. It has to remove the domain first: a domain belongs to one organization at a time.`,
};

/** How people who prove an address of the domain come in. */
export const joiningOptions = [
  { value: "invitation", label: "by invitation only" },
  { value: "request", label: "by request: an admin answers" },
  { value: "free", label: "by themselves" },
] as const;
