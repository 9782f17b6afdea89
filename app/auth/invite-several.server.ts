import { countEach } from "./attempts.server";
import type { AuthServices } from "./auth.server";
import { invitationMailer } from "./invitation-mail.server";
import {
  type InvitationFacts,
  type InvitationRefusal,
  invitationFacts,
  mailsPerAddress,
  refusalOf,
  writeInvitations,
} from "./invitations.server";

/** How many addresses one request may invite. */
export const maxAddresses = 50;

/** What became of one address. */
export type InvitationOutcome = "invited" | "too-many-mails" | InvitationRefusal;

/** Why nobody is invited at all; codes of better-auth. */
export const refusalReasons = {
  YOU_ARE_NOT_ALLOWED_TO_INVITE_USERS_TO_THIS_ORGANIZATION: "You are not allowed to invite users",
  YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE: "You are not allowed to invite a user with this role",
  TEAM_NOT_FOUND: "Team not found",
} as const;

interface Asked {
  organizationId: string;
  /** In small letters, each once. */
  emails: string[];
  role: string;
  teamId?: string;
  inviter: { id: string; name: string };
  newId(): string;
  /** The key under which mails to an address are counted. */
  keyOf(email: string): Promise<string>;
}

/** Invites each address that may be invited, in three round trips for all of them, and says what became of each. */
export async function inviteSeveral(
  services: AuthServices,
  asked: Asked,
): Promise<{ email: string; outcome: InvitationOutcome }[] | keyof typeof refusalReasons> {
  const { db, env } = services;
  const { organizationId, emails, role, teamId, inviter, newId, keyOf } = asked;
  const facts = await invitationFacts(db, { userId: inviter.id, organizationId, emails, teamId });
  const refusal = refusalOfAll(facts, asked);
  if (refusal) return refusal;

  const outcomes = new Map<string, InvitationOutcome>();
  const chosen: string[] = [];
  for (const email of emails) {
    const refusal = refusalOf(env, facts, email, chosen.length);
    if (refusal) outcomes.set(email, refusal);
    else chosen.push(email);
  }
  const keys = new Map(
    await Promise.all(chosen.map(async (email) => [email, await keyOf(email)] as [string, string])),
  );
  const over = await countEach(db, [...keys.values()], mailsPerAddress);
  const within = chosen.filter((email) => !over.has(keys.get(email) ?? ""));
  const entries = within.map((email) => ({ id: newId(), email }));
  const limit = env.INVITATIONS_PER_ORGANIZATION;
  const invitations = { organizationId, inviterId: inviter.id, role, teamId, limit, entries };
  const written = entries.length > 0 ? await writeInvitations(db, invitations) : [];

  const send = invitationMailer(services);
  for (const { id, email } of written) {
    send({ id, email, role, organization: facts.organization, inviter: inviter.name });
    outcomes.set(email, "invited");
  }
  for (const email of within) if (!outcomes.has(email)) outcomes.set(email, "limit-reached");
  return emails.map((email) => ({ email, outcome: outcomes.get(email) ?? "too-many-mails" }));
}

function refusalOfAll(
  facts: InvitationFacts,
  { role, teamId }: Asked,
): keyof typeof refusalReasons | undefined {
  if (!facts.mayInvite) return "YOU_ARE_NOT_ALLOWED_TO_INVITE_USERS_TO_THIS_ORGANIZATION";
  if (!facts.mayGive(role)) return "YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE";
  return teamId && !facts.hasTeam ? "TEAM_NOT_FOUND" : undefined;
}
