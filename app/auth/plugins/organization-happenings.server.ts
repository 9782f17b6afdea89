import type { OrganizationEvent } from "../organization-activity-words";

/** What one call asked for and was answered: a text by its path in either of them, or nothing. */
interface Call {
  asked(...path: string[]): string;
  answer(...path: string[]): string;
  /** What the call has removed, by the name that it had. */
  removed: string;
  /** Each address that was invited. */
  invited: string[];
}

/** What a call has done. Without an organization it was the one that the caller works in. */
export interface OrganizationChange {
  event: OrganizationEvent;
  /** Whom or what it was about, and what became of them; ids of a person or team are put into names. */
  about?: string | string[];
  aboutUser?: string;
  result?: string;
  teamId?: string;
  organizationId?: string;
}

/** What happens to an organization, by the endpoint that does it. Choosing the active one is nothing of the kind. */
const changeOf: Record<string, (call: Call) => OrganizationChange> = {
  "/organization/create": ({ answer }) => ({ event: "organization-created", organizationId: answer("id") }),
  // A logo is noted by the plugin that keeps it.
  "/organization/update": ({ asked, answer }) => ({
    event: "organization-updated",
    about: asked("data", "name") || asked("data", "slug") ? `${answer("name")} (${answer("slug")})` : [],
    organizationId: answer("id"),
  }),
  "/organization/hand-over": ({ answer }) => ({
    event: "ownership-handed-over",
    aboutUser: answer("member", "userId"),
  }),
  "/organization/add-member": ({ answer }) => ({
    event: "member-added",
    aboutUser: answer("member", "userId"),
    result: answer("member", "role"),
  }),
  "/organization/remove-member": ({ answer }) => ({
    event: "member-removed",
    aboutUser: answer("member", "userId"),
  }),
  "/admin/remove-member": ({ answer }) => ({
    event: "member-removed",
    aboutUser: answer("member", "userId"),
  }),
  "/admin/make-owner": ({ answer }) => ({
    event: "role-changed",
    aboutUser: answer("member", "userId"),
    result: answer("member", "role"),
  }),
  "/organization/leave": () => ({ event: "member-left" }),
  "/organization/update-member-role": ({ answer }) => ({
    event: "role-changed",
    aboutUser: answer("userId"),
    result: answer("role"),
  }),
  inviteSeveral: ({ asked, invited }) => ({ event: "invited", about: invited, result: asked("role") }),
  "/organization/invite-member": ({ asked, answer }) => ({
    event: asked("resend") === "true" ? "invited-again" : "invited",
    about: answer("email"),
    result: answer("role"),
  }),
  "/organization/cancel-invitation": ({ answer }) => ({
    event: "invitation-cancelled",
    about: answer("email"),
  }),
  "/organization/accept-invitation": ({ answer }) => ({
    event: "invitation-accepted",
    result: answer("member", "role"),
  }),
  "/organization/reject-invitation": () => ({ event: "invitation-declined" }),
  "/organization/create-team": ({ answer }) => ({ event: "team-created", about: answer("name") }),
  "/organization/update-team": ({ answer }) => ({ event: "team-renamed", about: answer("name") }),
  "/organization/remove-team": ({ removed }) => ({ event: "team-removed", about: removed }),
  "/organization/add-team-member": ({ asked }) => ({
    event: "team-member-added",
    aboutUser: asked("userId"),
    teamId: asked("teamId"),
  }),
  "/organization/remove-team-member": ({ asked }) => ({
    event: "team-member-removed",
    aboutUser: asked("userId"),
    teamId: asked("teamId"),
  }),
  "/organization/create-role": ({ answer }) => ({
    event: "own-role-created",
    about: answer("roleData", "role"),
  }),
  "/organization/update-role": ({ answer }) => ({
    event: "own-role-changed",
    about: answer("roleData", "role"),
  }),
  "/organization/delete-role": ({ removed }) => ({ event: "own-role-deleted", about: removed }),
};

/** True for endpoints that change something in an organization. */
export function changesOrganization(name: string): boolean {
  return Object.hasOwn(changeOf, name);
}

/** What an endpoint that succeeded has changed, from what it was sent and what it answered. */
export function organizationChange(
  name: string,
  { body, returned, removed = "" }: { body: unknown; returned: unknown; removed?: string },
): OrganizationChange | undefined {
  const asked = (...path: string[]) => textAt(body, path);
  const answer = (...path: string[]) => textAt(returned, path);
  const outcomes = Array.isArray(returned) ? returned : [];
  const invited = outcomes
    .filter((one) => textAt(one, ["outcome"]) === "invited")
    .map((one) => textAt(one, ["email"]));
  const change = changeOf[name]?.({ asked, answer, removed, invited });
  if (!change || (Array.isArray(change.about) && change.about.length === 0)) return undefined;
  const organizationId =
    answer("organizationId") ||
    answer("member", "organizationId") ||
    answer("invitation", "organizationId") ||
    asked("organizationId");
  return { organizationId, ...change };
}

function textAt(value: unknown, path: string[]): string {
  const found = path.reduce<unknown>(
    (inside, name) =>
      typeof inside === "object" && inside !== null ? (inside as Record<string, unknown>)[name] : undefined,
    value,
  );
  return typeof found === "string" || typeof found === "boolean" ? String(found) : "";
}
