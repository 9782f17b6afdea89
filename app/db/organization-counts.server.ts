import { count, eq } from "drizzle-orm";
import { countedUpTo } from "../counted";
import type { Database } from "./db.server";
import { sizeOf } from "./member-listings.server";
import { project, team } from "./schema";

/** How many of each an organization has; of projects one more than `countedUpTo` at most. One round trip. */
export async function countsOf(db: Database, organizationId: string) {
  const someProjects = db
    .select({ id: project.id })
    .from(project)
    .where(eq(project.organizationId, organizationId))
    .limit(countedUpTo + 1)
    .as("some_projects");
  const [sizes, teams, projects] = await db.batch([
    sizeOf(db, organizationId),
    db.select({ count: count() }).from(team).where(eq(team.organizationId, organizationId)),
    db.select({ count: count() }).from(someProjects),
  ]);
  return {
    members: sizes[0]?.members ?? 0,
    teams: teams[0]?.count ?? 0,
    projects: projects[0]?.count ?? 0,
  };
}
