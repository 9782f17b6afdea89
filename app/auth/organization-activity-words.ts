/** Whom or what it was about, and what became of them. */
type Words = (about: string, result: string) => string;

/** Everything that is noted about an organization, in words for its admins. A product adds its own events here. */
const words = {
  "organization-created": () => "Made the organization",
  "organization-updated": (about) => `Changed name or address: ${about}`,
  "logo-changed": () => "Changed the logo",
  "logo-removed": () => "Removed the logo",
  "ownership-handed-over": (about) => `Handed the organization over to ${about}`,
  "member-added": (about, result) => `Added ${about} as ${result}`,
  "member-removed": (about) => `Removed ${about}`,
  "member-left": () => "Left",
  "member-account-deleted": () => "Left: the account was deleted",
  "role-changed": (about, result) => `Changed the role of ${about} to ${result}`,
  invited: (about, result) => `Invited ${about} as ${result}`,
  "invited-again": (about) => `Sent the invitation to ${about} again`,
  "invitation-cancelled": (about) => `Cancelled the invitation to ${about}`,
  "invitations-cancelled": (about, result) =>
    `Cancelled ${result === "1" ? "an open invitation" : `${result} open invitations`} of ${about}`,
  "invitation-accepted": (_, result) => `Joined by invitation as ${result}`,
  "invitation-declined": () => "Declined an invitation",
  "team-created": (about) => `Made the team ${about}`,
  "team-renamed": (about) => `Renamed a team to ${about}`,
  "team-removed": (about) => `Removed the team ${about}`,
  "team-member-added": (about, result) => `Put ${about} in the team ${result}`,
  "team-member-removed": (about, result) => `Took ${about} out of the team ${result}`,
  "own-role-created": (about) => `Made the role ${about}`,
  "own-role-changed": (about) => `Changed the role ${about}`,
  "own-role-deleted": (about) => `Deleted the role ${about}`,
  "domain-added": (about) => `Added the domain ${about}`,
  "domain-verified": (about) => `Proved the domain ${about}`,
  "domain-changed": (about) => `Changed who may join by the domain ${about}`,
  "domain-removed": (about) => `Removed the domain ${about}`,
  "joined-by-domain": (about) => `Joined by an address of ${about}`,
  "join-requested": (about) => `Asked to join by an address of ${about}`,
  "join-accepted": (about) => `Let ${about} join`,
  "join-declined": (about) => `Declined the request of ${about} to join`,
  "project-created": (about) => `Made the project ${about}`,
  "project-renamed": (about) => `Renamed a project to ${about}`,
  "project-deleted": (about) => `Deleted the project ${about}`,
} satisfies Record<string, Words>;

/** What can be noted about an organization. */
export type OrganizationEvent = keyof typeof words;

/** The same as a list. */
export const organizationEvents = Object.keys(words);

/** One noted event in words; a name that this version does not know stays as it is. */
export function organizationActivityWords(event: string, detail: string): string {
  if (!Object.hasOwn(words, event)) return event;
  const [about = "", result = ""] = detail.split("\n");
  return (words[event as OrganizationEvent] as Words)(about || "somebody", result.replaceAll(",", ", "));
}

/** The detail of an event, as it is kept: whom or what it was about, and what became of them, each on a line. */
export function detailOf(about: string, result = ""): string {
  return [about, result].map((part) => part.replace(/\s+/g, " ").trim()).join("\n");
}
