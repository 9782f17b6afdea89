import { desc, eq, or } from "drizzle-orm";
import type { Database } from "./db.server";
import { ownOrganizationParts } from "./own-organizations.server";
import {
  account,
  activity,
  emailChange,
  knownDevice,
  passkey,
  passkeyUse,
  profile,
  session,
  signUpInvitation,
  user,
} from "./schema";

/** The name and version of the file; `docs/data-export.md` describes it. */
const format = "latchkey-account-1";

/**
 * Everything that is held about one person, in one round trip, for them to take away. Columns are named one by one:
 * a token, key or hash that a table gets later is not in it by itself.
 */
export async function ownData(db: Database, userId: string, now = new Date()) {
  const [
    users,
    profiles,
    connections,
    passkeys,
    sessions,
    activities,
    devices,
    changes,
    invited,
    organizations,
    teams,
    invitedTo,
    invitedOthers,
    joinRequests,
    organizationActivity,
  ] = await db.batch([
    db
      .select({
        id: user.id,
        name: user.name,
        email: user.email,
        emailVerified: user.emailVerified,
        image: user.image,
        username: user.username,
        displayUsername: user.displayUsername,
        phoneNumber: user.phoneNumber,
        phoneNumberVerified: user.phoneNumberVerified,
        twoFactorEnabled: user.twoFactorEnabled,
        role: user.role,
        banned: user.banned,
        banReason: user.banReason,
        banExpires: user.banExpires,
        isAnonymous: user.isAnonymous,
        createdAt: user.createdAt,
        updatedAt: user.updatedAt,
      })
      .from(user)
      .where(eq(user.id, userId)),
    db.select({ bio: profile.bio, website: profile.website }).from(profile).where(eq(profile.userId, userId)),
    db
      .select({
        provider: account.providerId,
        accountId: account.accountId,
        scope: account.scope,
        createdAt: account.createdAt,
        updatedAt: account.updatedAt,
      })
      .from(account)
      .where(eq(account.userId, userId)),
    db
      .select({
        name: passkey.name,
        kind: passkey.deviceType,
        isBackedUp: passkey.backedUp,
        transports: passkey.transports,
        authenticator: passkey.aaguid,
        createdAt: passkey.createdAt,
        lastUsedAt: passkeyUse.lastUsedAt,
      })
      .from(passkey)
      .leftJoin(passkeyUse, eq(passkeyUse.passkeyId, passkey.id))
      .where(eq(passkey.userId, userId)),
    db
      .select({
        userAgent: session.userAgent,
        ipAddress: session.ipAddress,
        place: session.place,
        signedInAt: session.signedInAt,
        createdAt: session.createdAt,
        lastUsedAt: session.updatedAt,
        expiresAt: session.expiresAt,
      })
      .from(session)
      .where(eq(session.userId, userId)),
    db
      .select({
        at: activity.at,
        event: activity.event,
        detail: activity.detail,
        device: activity.device,
        place: activity.place,
        ipAddress: activity.ipAddress,
      })
      .from(activity)
      .where(eq(activity.userId, userId))
      .orderBy(desc(activity.at)),
    db
      .select({ firstSeenAt: knownDevice.firstSeenAt })
      .from(knownDevice)
      .where(eq(knownDevice.userId, userId)),
    db
      .select({
        oldEmail: emailChange.oldEmail,
        newEmail: emailChange.newEmail,
        canBeUndoneUntil: emailChange.expiresAt,
      })
      .from(emailChange)
      .where(eq(emailChange.userId, userId)),
    db
      .select({ invitedAt: signUpInvitation.createdAt, usedAt: signUpInvitation.usedAt })
      .from(user)
      .innerJoin(
        signUpInvitation,
        or(eq(signUpInvitation.address, user.email), eq(signUpInvitation.address, user.phoneNumber)),
      )
      .where(eq(user.id, userId)),
    ...ownOrganizationParts(db, userId),
  ]);
  return {
    format,
    madeAt: now,
    user: users[0],
    profile: profiles[0] ?? null,
    connections,
    passkeys,
    sessions,
    activity: activities,
    knownDevices: devices,
    emailChanges: changes,
    invitations: invited,
    organizations,
    teams,
    organizationInvitations: { received: invitedTo, sent: invitedOthers },
    joinRequests,
    organizationActivity,
  };
}
