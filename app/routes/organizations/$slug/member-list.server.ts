import { isOwner, mayGive, mayTouch, roleNames, roles } from "~/auth/permissions";
import { ownAddress } from "~/auth/placeholder-email";
import type { Database } from "~/db/db.server";
import { longestSearch, type MemberPlace } from "~/db/member-listings.server";
import { membersPage } from "~/db/members.server";
import type { Membership } from "~/db/memberships.server";
import type { momentsIn } from "~/moments";

interface Asked {
  url: URL;
  membership: Membership;
  moment: ReturnType<typeof momentsIn>;
}

/** What the page of members shows: those that the address asks for, and what whoever looks may do with each. */
export async function memberList(db: Database, { url, membership, moment }: Asked) {
  const { organization, memberId, can } = membership;
  const { pathname, searchParams } = url;
  const search = (searchParams.get("q") ?? "").trim().slice(0, longestSearch);
  const wantedRole = searchParams.get("role") ?? "";
  const { members, next, ownRoles, hasOtherOwner } = await membersPage(db, {
    organizationId: organization.id,
    memberId,
    search,
    role: wantedRole,
    after: placeOf(searchParams.get("after")),
  });
  const allRoles = [...Object.keys(roles), ...ownRoles.map(({ role }) => role)];
  const mayChange = can({ member: ["update"] });
  const mayRemove = can({ member: ["delete"] });
  const pathWith = (after: Record<string, string>) => {
    const filter = { ...(search && { q: search }), ...(wantedRole && { role: wantedRole }) };
    return `${pathname}?${new URLSearchParams({ ...filter, ...after })}`.replace(/\?$/, "");
  };
  return {
    slug: organization.slug,
    name: organization.name,
    filter: { search, role: wantedRole },
    allRoles,
    rolesToGive: allRoles.filter((name) => mayGive(membership.role, ownRoles, name)),
    mayAdd: can({ member: ["create"] }),
    mayInvite: can({ invitation: ["create"] }),
    first: searchParams.has("after") ? pathWith({}) : undefined,
    next: next && pathWith({ after: `${next.at}.${next.id}.${next.text}`.replace(/\.$/, "") }),
    members: members.map(({ id, name, email, role, joinedAt }) => {
      const isSelf = id === memberId;
      const isLastOwner = isSelf && isOwner(role) && !hasOtherOwner;
      const isInReach = isSelf ? !isLastOwner : mayTouch(membership.role, ownRoles, role);
      return {
        id,
        name,
        email: ownAddress(email),
        role: roleNames(role).join(","),
        joined: moment(joinedAt),
        isSelf,
        isLastOwner,
        mayChange: mayChange && isInReach,
        mayRemove: mayRemove && isInReach && !isSelf,
      };
    }),
  };
}

/** Where a page begins: the last row of the one before, by time, id and what was found. Anything else is the first page. */
function placeOf(after: string | null): MemberPlace | undefined {
  const [, at, id, text = ""] = /^(\d{1,15})\.([\w-]{1,100})(?:\.(.{1,200}))?$/s.exec(after ?? "") ?? [];
  return at && id ? { text, at: Number(at), id } : undefined;
}
