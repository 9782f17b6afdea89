/**
 * Every event that an endpoint can ask for, in words. Triggers write them together with the change that they tell of
 * (`drizzle/*_webhook-events.sql`); what is in their `data` is in docs/webhooks.md.
 */
export const webhookEvents = {
  "user.created": "Somebody has an account",
  "user.updated": "Name, address, number, picture, role or state of an account changed",
  "user.deleted": "An account is gone",
  "session.created": "Somebody signed in, or a session took the place of another",
  "session.ended": "A session was ended, or is over",
  "organization.created": "An organization was made",
  "organization.updated": "Name, short name or logo of an organization changed",
  "organization.deleted": "An organization is gone, with its members and invitations",
  "organization.member.added": "Somebody became a member",
  "organization.member.updated": "A member has another role",
  "organization.member.removed": "A member left or was removed",
  "organization.invitation.created": "Somebody was invited",
  "organization.invitation.accepted": "An invitation was accepted",
  "organization.invitation.rejected": "An invitation was declined",
  "organization.invitation.canceled": "An invitation was taken back",
} as const;

export type WebhookEvent = keyof typeof webhookEvents;

/** The same as a list, in groups: each begins with what it is about. */
export const webhookEventGroups = [
  { label: "People", events: eventsOf("user.") },
  { label: "Sessions", events: eventsOf("session.") },
  { label: "Organizations", events: eventsOf("organization.") },
];

/** What the button for a trial sends; no endpoint asks for it. */
export const testEvent = "webhook.test";

function eventsOf(beginning: string): WebhookEvent[] {
  return (Object.keys(webhookEvents) as WebhookEvent[]).filter((name) => name.startsWith(beginning));
}
