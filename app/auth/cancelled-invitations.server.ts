import { eq } from "drizzle-orm";
import type { Database } from "../db/db.server";
import type { Member } from "../db/members.server";
import { user } from "../db/schema";
import { inBackground } from "../request-scope.server";
import { noteOrganizationActivity } from "./organization-activity.server";

/** Notes, after the response, how many open invitations of somebody ended with a change of their membership. */
export function recordCancelled(
  db: Database,
  { actor, inviter, count }: { actor: { id: string; name: string }; inviter: Member; count: number },
): void {
  if (count > 0) inBackground(note(db, actor, inviter, count));
}

async function note(db: Database, actor: { id: string; name: string }, inviter: Member, count: number) {
  const [found] = await db.select({ name: user.name }).from(user).where(eq(user.id, inviter.userId));
  await noteOrganizationActivity(db, {
    organizationId: inviter.organizationId,
    actor,
    event: "invitations-cancelled",
    about: found?.name,
    result: String(count),
  });
}
