import { inFigures } from "../counted";

/** "1 member and 2 open invitations": who has a role. Empty when nobody does. */
export function holdersInWords({ members, invitations }: { members: number; invitations: number }): string {
  const parts = [counted(members, "member"), counted(invitations, "open invitation")];
  return parts.filter(Boolean).join(" and ");
}

function counted(count: number, thing: string): string {
  return count === 0 ? "" : `${inFigures(count)} ${thing}${count === 1 ? "" : "s"}`;
}
