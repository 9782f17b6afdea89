import { and, count, eq, gt, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { invitation, member, organization, organizationRole, team, user } from "../db/schema";
import type { Env } from "../env.server";
import { mayDo, mayGive } from "./permissions";
import { isAllowedAddress } from "./user-rules.server";

const day = 24 * 60 * 60;

/** How long an invitation can be answered. */
export const invitationLifetimeSeconds = 2 * day;

/** How many mails one address may be sent by all invitations together, so that no mailbox can be flooded. */
export const mailsPerAddress = { max: 5, windowSeconds: day };

/** How many people one person may invite in a day, whatever becomes of it. */
const perSenderAndDay = 500;

/** Why somebody is not invited. */
export type InvitationRefusal =
  | "domain-not-allowed"
  | "member"
  | "invited-already"
  | "limit-reached"
  | "sender-limit-reached";

interface Asked {
  userId: string;
  organizationId: string;
  /** In small letters, 50 at most: D1 takes 100 parameters. */
  emails: string[];
  teamId?: string;
}

/** All that decides whether one person may invite these addresses, in one round trip. */
export async function invitationFacts(db: Database, asked: Asked, now = new Date()) {
  const { userId, organizationId, emails, teamId = "" } = asked;
  const open = isOpen(organizationId, now);
  const [self, ownRoles, teams, members, invited, counted, sent] = await db.batch([
    db
      .select({ role: member.role, organization: organization.name })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(and(eq(member.organizationId, organizationId), eq(member.userId, userId))),
    db
      .select({ role: organizationRole.role, permission: organizationRole.permission })
      .from(organizationRole)
      .where(eq(organizationRole.organizationId, organizationId)),
    db
      .select({ id: team.id })
      .from(team)
      .where(and(eq(team.organizationId, organizationId), eq(team.id, teamId))),
    db
      .select({ email: user.email })
      .from(user)
      .innerJoin(member, and(eq(member.userId, user.id), eq(member.organizationId, organizationId)))
      .where(inArray(user.email, emails)),
    db
      .select({ email: invitation.email, role: invitation.role })
      .from(invitation)
      .where(and(open, inArray(invitation.email, emails))),
    db.select({ count: count() }).from(invitation).where(open),
    db
      .select({ count: count() })
      .from(invitation)
      .where(
        and(eq(invitation.inviterId, userId), gt(invitation.createdAt, new Date(now.getTime() - day * 1000))),
      ),
  ]);
  const role = self[0]?.role ?? "";
  return {
    mayInvite: mayDo(role, ownRoles, { invitation: ["create"] }),
    mayGive: (wanted: string) => mayGive(role, ownRoles, wanted),
    organization: self[0]?.organization ?? "",
    hasTeam: teams.length > 0,
    members: new Set(members.map(({ email }) => email)),
    invited: new Map(invited.map(({ email, role }) => [email, role ?? "member"])),
    open: counted[0]?.count ?? 0,
    sentToday: sent[0]?.count ?? 0,
  };
}

export type InvitationFacts = Awaited<ReturnType<typeof invitationFacts>>;

/** Why this address is not invited, when `before` others of the same request are; undefined if it is. */
export function refusalOf(
  env: Env,
  facts: InvitationFacts,
  email: string,
  before = 0,
): InvitationRefusal | undefined {
  if (!isAllowedAddress(env, email)) return "domain-not-allowed";
  if (facts.members.has(email)) return "member";
  if (facts.invited.has(email)) return "invited-already";
  if (facts.open + before >= env.INVITATIONS_PER_ORGANIZATION) return "limit-reached";
  if (facts.sentToday + before >= perSenderAndDay) return "sender-limit-reached";
  return undefined;
}

interface NewInvitations {
  organizationId: string;
  inviterId: string;
  role: string;
  teamId?: string;
  /** How many may be open at once. */
  limit: number;
  entries: { id: string; email: string }[];
}

/**
 * Writes invitations in one round trip, and answers with those that were written: a request at the same time may have
 * taken the last place, or invited the same address.
 */
export async function writeInvitations(db: Database, made: NewInvitations, now = new Date()) {
  const { organizationId, inviterId, role, teamId, limit, entries } = made;
  const open = isOpen(organizationId, now);
  const opened = db.select({ count: count() }).from(invitation).where(open);
  const same = db
    .select({ id: invitation.id })
    .from(invitation)
    .where(and(open, sql`${invitation.email} = entry.value ->> 'email'`));
  const rows = db
    .select({
      id: sql<string>`entry.value ->> 'id'`.as("id"),
      organizationId: sql<string>`${organizationId}`.as("organization_id"),
      email: sql<string>`entry.value ->> 'email'`.as("email"),
      role: sql<string>`${role}`.as("role"),
      teamId: sql<string | null>`${teamId ?? null}`.as("team_id"),
      status: sql<string>`'pending'`.as("status"),
      expiresAt: sql<number>`${now.getTime() + invitationLifetimeSeconds * 1000}`.as("expires_at"),
      createdAt: sql<number>`${now.getTime()}`.as("created_at"),
      inviterId: sql<string>`${inviterId}`.as("inviter_id"),
    })
    .from(sql`json_each(${JSON.stringify(entries)}) as entry`)
    .where(sql`${opened} + entry.key < ${limit} and not exists ${same}`);
  const [written] = await db.batch([
    db.insert(invitation).select(rows).returning({ id: invitation.id, email: invitation.email }),
    forgetExpired(
      db,
      organizationId,
      entries.map(({ email }) => email),
      now,
    ),
  ]);
  return written;
}

/** An address that is invited anew has one line in the list: those that have expired are cancelled. */
export function forgetExpired(db: Database, organizationId: string, emails: string[], now = new Date()) {
  return db
    .update(invitation)
    .set({ status: "canceled" })
    .where(
      and(
        eq(invitation.organizationId, organizationId),
        eq(invitation.status, "pending"),
        lte(invitation.expiresAt, now),
        inArray(invitation.email, emails),
      ),
    );
}

function isOpen(organizationId: string, now: Date) {
  return and(
    eq(invitation.organizationId, organizationId),
    eq(invitation.status, "pending"),
    gt(invitation.expiresAt, now),
  );
}
