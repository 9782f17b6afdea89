import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { organization, user } from "./auth";

/** What happened in an organization, for its admins to read. Gone with the organization. */
export const organizationActivity = sqliteTable(
  "organization_activity",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    /** Who did it; the name stays when the account is gone. */
    actorId: text("actor_id").references(() => user.id, { onDelete: "set null" }),
    actorName: text("actor_name").notNull(),
    /** What happened, by a name that `organization-activity-words.ts` puts into words. */
    event: text("event").notNull(),
    /** To whom or to what. */
    detail: text("detail").notNull().default(""),
  },
  (table) => [
    index("organization_activity_organizationId_at_idx").on(table.organizationId, table.at),
    index("organization_activity_actorId_idx").on(table.actorId),
  ],
);
