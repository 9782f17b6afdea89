import { isOwner, roleNames } from "~/auth/permissions";
import { ownAddress } from "~/auth/placeholder-email";
import { avatarOf } from "~/avatars/store.server";
import { cursorOf } from "~/db/cursor.server";
import type { Database } from "~/db/db.server";
import { countedAtMost, overseenOrganization } from "~/db/overseen-organization.server";
import type { Env } from "~/env.server";
import type { momentsIn } from "~/moments";

interface Asked {
  organizationId: string;
  after: string | null;
  moment: ReturnType<typeof momentsIn>;
}

/** What the page of one organization shows; nothing when there is no such organization. */
export async function overseen(db: Database, env: Env, { organizationId, after, moment }: Asked) {
  const found = await overseenOrganization(db, organizationId, cursorOf(after));
  if (!found) return undefined;
  const { organization, members, next, owners } = found;
  const { id, name, slug, logo, createdAt, ...counts } = organization;
  return {
    id,
    name,
    slug,
    logo: avatarOf(env, logo),
    created: moment(createdAt),
    counts: {
      members: bounded(counts.members),
      teams: bounded(counts.teams),
      domains: bounded(counts.domains),
      invitations: bounded(counts.invitations),
    },
    hasOwner: owners.length > 0,
    isFirstPage: after === null,
    next,
    members: members.map((member) => ({
      id: member.id,
      userId: member.userId,
      name: member.name,
      image: avatarOf(env, member.image),
      email: ownAddress(member.email),
      role: roleNames(member.role).join(", "),
      joined: moment(member.joinedAt),
      mayBeRemoved: !isOwner(member.role) || owners.length > 1,
      mayBeMadeOwner: owners.length === 0 && member.mayOwn === 1,
    })),
  };
}

function bounded(count: number): string {
  return count > countedAtMost ? `${countedAtMost}+` : String(count);
}
