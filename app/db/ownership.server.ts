import { and, asc, eq, sql } from "drizzle-orm";
import { ownAddress } from "../auth/placeholder-email";
import type { Database } from "./db.server";
import { listed } from "./member-listings.server";
import { hasRole, type Member, otherOwner } from "./members.server";
import { member, organization, user } from "./schema";
import { memberListing } from "./schema/member-listing";

/** Organizations that this person owns alone: without them they would belong to nobody. */
export async function organizationsOwnedAlone(db: Database, userId: string) {
  const others = db
    .select({ one: sql`1` })
    .from(memberListing)
    .where(
      and(
        sql`${memberListing.organizationId} = "owned"."organization_id"`,
        eq(memberListing.role, "owner"),
        eq(memberListing.text, ""),
        sql`${memberListing.memberId} <> "owned"."id"`,
      ),
    );
  const owned = db
    .select({ id: member.id, organizationId: member.organizationId })
    .from(member)
    .where(and(eq(member.userId, userId), hasRole("owner")))
    .as("owned");
  return db
    .select({ name: organization.name, slug: organization.slug })
    .from(owned)
    .innerJoin(organization, eq(organization.id, owned.organizationId))
    .where(sql`not exists ${others}`)
    .orderBy(asc(organization.name));
}

/** The person behind a member, whether they may be made owner, and what the organization is called. */
export async function personOf(db: Database, { id }: Pick<Member, "id">) {
  const [found] = await db
    .select({
      email: user.email,
      name: user.name,
      isBanned: user.banned,
      isAnonymous: user.isAnonymous,
      organization: organization.name,
      slug: organization.slug,
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .innerJoin(organization, eq(organization.id, member.organizationId))
    .where(eq(member.id, id));
  return found && { ...found, mayOwn: !found.isBanned && !found.isAnonymous };
}

/** More are not told of a deletion one by one. */
const mostTold = 20;

/** An organization that is about to be deleted, and the owners who are to hear of it. */
export async function organizationForDeletion(db: Database, organizationId: string) {
  const [organizations, owners] = await db.batch([
    db.select().from(organization).where(eq(organization.id, organizationId)),
    db
      .select({ email: user.email })
      .from(memberListing)
      .innerJoin(member, eq(member.id, memberListing.memberId))
      .innerJoin(user, eq(user.id, member.userId))
      .where(listed({ organizationId, role: "owner" }))
      .limit(mostTold),
  ]);
  return { organization: organizations[0], owners };
}

/** True when the organization has an owner beside this member. */
export async function hasOtherOwner(
  db: Database,
  organizationId: string,
  memberId: string,
): Promise<boolean> {
  return (await otherOwner(db, organizationId, memberId)).length > 0;
}

/** The member of an organization who has this e-mail address or username. */
export async function memberNamed(db: Database, organizationId: string, login: string) {
  const name = login.trim().toLowerCase();
  const [found] = await db
    .select({ id: member.id, name: user.name, email: user.email })
    .from(user)
    .innerJoin(member, and(eq(member.userId, user.id), eq(member.organizationId, organizationId)))
    .where(eq(name.includes("@") ? user.email : user.username, name));
  return found && { ...found, email: ownAddress(found.email) };
}
