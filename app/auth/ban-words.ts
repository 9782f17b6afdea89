interface Ban {
  banReason?: string | null;
  banExpires?: Date | string | null;
}

/** What somebody who is banned is told, once they have proved who they are: until when, and why. */
export function banInWords({ banReason, banExpires }: Ban): string {
  const end = banExpires ? ` until ${banEnd(banExpires)}` : "";
  // What better-auth writes where nobody gave a reason.
  const reason =
    banReason && banReason !== "No reason" ? ` Reason: ${banReason.replace(/(?<![.!?])$/, ".")}` : "";
  return `This account is locked${end}.${reason} Ask the people who run this service if you think that is wrong.`;
}

/** The end of a ban, "31 January 2026, 09:30 UTC": the same for whoever reads it in a mail. */
function banEnd(end: Date | string): string {
  const words = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${words.format(new Date(end)).replace(" at ", ", ")} UTC`;
}
