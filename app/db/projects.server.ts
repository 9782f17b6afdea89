import { and, desc, eq } from "drizzle-orm";
import { type Cursor, olderThan, pageOf } from "./cursor.server";
import type { Database } from "./db.server";
import { project, user } from "./schema";

const perPage = 25;

/** A page of the projects of one organization, newest first, and from where the next page goes on. */
export async function listProjects(db: Database, organizationId: string, before?: Cursor) {
  const rows = await db
    .select({ id: project.id, name: project.name, createdAt: project.createdAt, createdBy: user.name })
    .from(project)
    .leftJoin(user, eq(user.id, project.createdBy))
    .where(
      and(
        eq(project.organizationId, organizationId),
        olderThan({ at: project.createdAt, id: project.id }, before),
      ),
    )
    .orderBy(desc(project.createdAt), desc(project.id))
    .limit(perPage + 1);
  return pageOf(rows, perPage, ({ createdAt }) => createdAt);
}

/** Makes a project of the organization. */
export async function createProject(
  db: Database,
  organizationId: string,
  { name, createdBy }: { name: string; createdBy: string },
): Promise<void> {
  const id = crypto.randomUUID();
  await db.insert(project).values({ id, organizationId, name, createdBy, createdAt: new Date() });
}

/** Gives a project of the organization another name. Nothing when it has none with this id. */
export async function renameProject(
  db: Database,
  organizationId: string,
  { id, name }: { id: string; name: string },
): Promise<{ name: string } | undefined> {
  const [renamed] = await db
    .update(project)
    .set({ name })
    .where(isOneOf(organizationId, id))
    .returning({ name: project.name });
  return renamed;
}

/** Deletes a project of the organization, and answers with what it was called. Nothing when it has none with this id. */
export async function deleteProject(
  db: Database,
  organizationId: string,
  id: string,
): Promise<{ name: string } | undefined> {
  const [deleted] = await db
    .delete(project)
    .where(isOneOf(organizationId, id))
    .returning({ name: project.name });
  return deleted;
}

/** An id comes from a form, and can be of any organization: it counts only beside the organization's own. */
function isOneOf(organizationId: string, id: string) {
  return and(eq(project.organizationId, organizationId), eq(project.id, id));
}
