import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

// Not in `index.ts`: the generator of migrations would make other tables of these. `drizzle/0011_member-listings.sql`
// makes them, with the triggers that write them; the app reads them alone.

/** Where each member stands in the lists of their organization: of everybody (role ""), of a role, under a word. */
export const memberListing = sqliteTable("member_listing", {
  organizationId: text("organization_id").notNull(),
  role: text("role").notNull(),
  /** In small letters, from the beginning of a word to the end of the name or address; "" once for each list. */
  text: text("text").notNull(),
  joinedAt: integer("joined_at", { mode: "timestamp_ms" }).notNull(),
  memberId: text("member_id").notNull(),
});

/** How many members an organization has. */
export const organizationSize = sqliteTable("organization_size", {
  organizationId: text("organization_id").primaryKey(),
  members: integer("members").notNull(),
});
