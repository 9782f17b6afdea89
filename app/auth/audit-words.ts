import { activityEvents, activityWords } from "./activity-words";
import { organizationActivityWords, organizationEvents } from "./organization-activity-words";

/** What only the audit log keeps: acts of admins, and ends that leave no list behind. `detail` says more. */
const words = {
  "account-deleted": () => "Account deleted",
  "organization-deleted": () => "Organization deleted",
  "admin-claimed": () => "Became the first admin",
  "admin-user-created": () => "Admin created the account",
  "admin-user-changed": (detail) => `Admin changed the account: ${detail}`,
  "admin-role-set": (detail) => `Admin changed the role to ${detail}`,
  "admin-user-banned": (detail) => `Admin banned the account${detail && `: ${detail}`}`,
  "admin-user-unbanned": () => "Admin lifted the ban",
  "admin-two-factor-reset": (detail) => `Admin reset the second factor. How it was checked: ${detail}`,
  "admin-password-reset-sent": () => "Admin sent a message to set a new password",
  "admin-confirmation-sent": () => "Admin sent the message to confirm the address again",
  "admin-session-ended": () => "Admin ended a session",
  "admin-sessions-ended": () => "Admin ended all sessions",
  "admin-impersonation-begun": () => "Admin began to act as this person",
  "admin-impersonation-ended": () => "Admin stopped acting as this person",
  "admin-users-exported": (detail) => `Admin exported people: ${detail}`,
  "admin-message-sent-again": (detail) => `Admin sent a message again: ${detail}`,
  "admin-messages-sent-again": () => "Admin sent all messages again",
  "admin-message-removed": (detail) => `Admin removed a message that was not sent: ${detail}`,
  "admin-audit-exported": (detail) => `Admin exported the audit log: ${detail}`,
  "admin-webhook-created": (detail) => `Admin added a webhook endpoint: ${detail}`,
  "admin-webhook-changed": (detail) => `Admin changed a webhook endpoint: ${detail}`,
  "admin-webhook-secret-rotated": (detail) => `Admin made a new secret for a webhook endpoint: ${detail}`,
  "admin-webhook-secret-ended": (detail) => `Admin ended the old secret of a webhook endpoint: ${detail}`,
  "admin-webhook-enabled": (detail) => `Admin enabled a webhook endpoint: ${detail}`,
  "admin-webhook-disabled": (detail) => `Admin disabled a webhook endpoint: ${detail}`,
  "admin-webhook-deleted": (detail) => `Admin deleted a webhook endpoint: ${detail}`,
  "admin-webhook-tried": (detail) => `Admin sent a test event: ${detail}`,
  "admin-webhook-sent-again": (detail) => `Admin sent an event again: ${detail}`,
  "webhook-disabled": (detail) => `Webhook endpoint disabled, because it failed: ${detail}`,
  "admin-audit-verified": (detail) => `Admin verified the audit log: ${detail}`,
} satisfies Record<string, (detail: string) => string>;

/** Every name that can be in the audit log, for people to choose from. */
export const auditEvents = [...Object.keys(words), ...activityEvents, ...organizationEvents].sort();

/** What can be noted about an admin, or about an end. */
export type AdminEvent = keyof typeof words;

/** One row of the audit log in words; a name that this version does not know stays as it is. */
export function auditWords(event: string, detail: string): string {
  if (Object.hasOwn(words, event)) return words[event as AdminEvent](detail);
  const asOrganization = organizationActivityWords(event, detail);
  if (asOrganization !== event) return asOrganization;
  // The owner of an account reads the same words with "your".
  return activityWords(event, detail).replace(/\byour\b/, "their");
}
