import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { Database } from "./db.server";
import {
  account,
  auditEvent,
  lastSeen,
  member,
  organization,
  passkey,
  session,
  twoFactor,
  user,
} from "./schema";

/** One person as the console knows them, before they are put into words. */
export type PersonRow = Awaited<ReturnType<typeof personQuery>>[number];

function personQuery(db: Database, userId: string) {
  return db
    .select({
      id: user.id,
      name: user.name,
      email: user.email,
      emailVerified: user.emailVerified,
      image: user.image,
      username: user.username,
      phoneNumber: user.phoneNumber,
      phoneNumberVerified: user.phoneNumberVerified,
      twoFactorEnabled: user.twoFactorEnabled,
      createdAt: user.createdAt,
      role: user.role,
      banned: user.banned,
      banReason: user.banReason,
      banExpires: user.banExpires,
      isAnonymous: user.isAnonymous,
      lastSeenAt: lastSeen.at,
    })
    .from(user)
    .leftJoin(lastSeen, eq(lastSeen.userId, user.id))
    .where(eq(user.id, userId));
}

/** One person alone; nothing where there is nobody with this id. One round trip. */
export async function readPerson(db: Database, userId: string): Promise<PersonRow | undefined> {
  return (await personQuery(db, userId))[0];
}

/** More are not listed on the page of one person. */
export const mostListed = { organizations: 50, events: 10, sessions: 100 };

/** One person with their organizations and what happened to them last. One round trip. */
export async function readPersonOverview(db: Database, userId: string) {
  const [[person], organizations, events] = await db.batch([
    personQuery(db, userId),
    db
      .select({ id: organization.id, name: organization.name, slug: organization.slug, role: member.role })
      .from(member)
      .innerJoin(organization, eq(organization.id, member.organizationId))
      .where(eq(member.userId, userId))
      .orderBy(asc(organization.name))
      .limit(mostListed.organizations),
    db
      .select()
      .from(auditEvent)
      .where(eq(auditEvent.subjectId, userId))
      .orderBy(desc(auditEvent.seq))
      .limit(mostListed.events),
  ]);
  return { person, organizations, events };
}

/** One person with everything that they sign in with, and where they are signed in. One round trip. */
export async function readPersonSignIn(db: Database, userId: string) {
  const [[person], sessions, accounts, passkeys, [factor]] = await db.batch([
    personQuery(db, userId),
    db
      .select({
        id: session.id,
        userAgent: session.userAgent,
        ipAddress: session.ipAddress,
        place: session.place,
        createdAt: session.createdAt,
        signedInAt: session.signedInAt,
        updatedAt: session.updatedAt,
        impersonatedBy: session.impersonatedBy,
      })
      .from(session)
      .where(and(eq(session.userId, userId), gt(session.expiresAt, new Date())))
      .orderBy(desc(session.updatedAt))
      .limit(mostListed.sessions),
    db
      .select({ providerId: account.providerId, password: account.password, createdAt: account.createdAt })
      .from(account)
      .where(eq(account.userId, userId))
      .orderBy(asc(account.createdAt)),
    db
      .select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt })
      .from(passkey)
      .where(eq(passkey.userId, userId))
      .orderBy(asc(passkey.createdAt)),
    db.select({ verified: twoFactor.verified }).from(twoFactor).where(eq(twoFactor.userId, userId)),
  ]);
  return {
    person,
    sessions,
    hasPassword: accounts.some(({ password }) => password !== null),
    connections: accounts.filter(({ providerId }) => providerId !== "credential"),
    passkeys,
    hasApp: factor?.verified === true,
  };
}
