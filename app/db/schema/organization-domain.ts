import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { organization, user } from "./auth";

/** A domain that an organization says is its own. It counts once `verifiedAt` is set, and then for one organization. */
export const organizationDomain = sqliteTable(
  "organization_domain",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    /** In lower case, as ASCII (RFC 5890). */
    domain: text("domain").notNull(),
    /** What the TXT record has to say; it is public there, so it is no secret. */
    challenge: text("challenge").notNull(),
    verifiedAt: integer("verified_at", { mode: "timestamp_ms" }),
    /** How people who prove an address of the domain come in: by invitation alone, by request, or by themselves. */
    joining: text("joining", { enum: ["invitation", "request", "free"] })
      .notNull()
      .default("invitation"),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    uniqueIndex("organization_domain_organizationId_domain_unique").on(table.organizationId, table.domain),
    uniqueIndex("organization_domain_verified_unique")
      .on(table.domain)
      .where(sql`${table.verifiedAt} is not null`),
  ],
);

/** Somebody who asks to join an organization by an address of its domain. */
export const joinRequest = sqliteTable(
  "join_request",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => organization.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [
    uniqueIndex("join_request_organizationId_userId_unique").on(table.organizationId, table.userId),
    index("join_request_organizationId_createdAt_idx").on(table.organizationId, table.createdAt),
    index("join_request_userId_idx").on(table.userId),
  ],
);
