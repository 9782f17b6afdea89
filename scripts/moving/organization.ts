import { slugFrom, slugProblem } from "../../app/auth/organization-slug";
import { roleNames, roles } from "../../app/auth/permissions";
import type { Found, Row } from "./entry";

/** What another system knows about an organization. */
export interface Organization {
  at: string;
  id: string;
  name: string;
  slug: string;
  createdAt?: number;
  members: Member[];
}

interface Member {
  id: string;
  userId: string;
  /** By its name here; several with commas. */
  role: string;
  createdAt?: number;
}

/** Judges an organization: it needs a name, a slug, and somebody who owns it. */
export function organizationEntry({
  at,
  id,
  name,
  slug,
  createdAt = Date.now(),
  members,
}: Organization): Found {
  if (!id || !name.trim()) return { at, refused: "it has no id or no name" };
  const kept = slugProblem(slug) ? slugFrom(slug || name) : slug;
  if (slugProblem(kept)) return { at, refused: `its short name ${slug || name} cannot be kept` };
  const notes = kept === slug || !slug ? [] : [`its short name ${slug}: here it is ${kept}`];
  const rows = members.map((member) => {
    const known = roleNames(member.role).filter((role) => Object.hasOwn(roles, role));
    if (known.length === 0)
      notes.push(
        `the role ${member.role} of ${member.userId}, who becomes a member: there is none of this name here`,
      );
    return memberRow(id, { ...member, role: known.join(",") || "member" });
  });
  if (!rows.some(([, { role }]) => String(role).split(",").includes("owner")))
    return { at, refused: "nobody in it would be its owner" };
  const own: Row = { id, name: name.trim().slice(0, 100), slug: kept, created_at: createdAt };
  return { at, notes, rows: [["organization", own], ...rows] };
}

function memberRow(
  organizationId: string,
  { id, userId, role, createdAt = Date.now() }: Member,
): [string, Row] {
  return ["member", { id, organization_id: organizationId, user_id: userId, role, created_at: createdAt }];
}
