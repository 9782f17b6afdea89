import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Where events are sent to. */
export const webhookEndpoint = sqliteTable("webhook_endpoint", {
  id: text("id").primaryKey(),
  url: text("url").notNull(),
  description: text("description").notNull(),
  /** Names of events, as JSON; the triggers that write messages look for `"user.created"` in it. */
  events: text("events", { mode: "json" }).$type<string[]>().notNull(),
  /** What deliveries are signed with, encrypted with the deployment's own secret. */
  secret: text("secret").notNull(),
  secretAt: integer("secret_at", { mode: "timestamp_ms" }).notNull(),
  /** The one before, which signs as well until then. */
  previousSecret: text("previous_secret"),
  previousUntil: integer("previous_until", { mode: "timestamp_ms" }),
  createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  disabledAt: integer("disabled_at", { mode: "timestamp_ms" }),
  disabledBecause: text("disabled_because", { enum: ["admin", "failing", "gone"] }),
  /** The first failure since the last success. */
  failingSince: integer("failing_since", { mode: "timestamp_ms" }),
});

/** An event as it was, written by triggers together with the change that it tells of. Gone after 30 days. */
export const webhookMessage = sqliteTable(
  "webhook_message",
  {
    id: text("id").primaryKey(),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    type: text("type").notNull(),
    /** JSON. */
    data: text("data").notNull(),
  },
  (table) => [index("webhook_message_at_idx").on(table.at)],
);

/** One message on its way to one endpoint. */
export const webhookDelivery = sqliteTable(
  "webhook_delivery",
  {
    id: text("id").primaryKey(),
    messageId: text("message_id")
      .notNull()
      .references(() => webhookMessage.id, { onDelete: "cascade" }),
    endpointId: text("endpoint_id")
      .notNull()
      .references(() => webhookEndpoint.id, { onDelete: "cascade" }),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    state: text("state", { enum: ["pending", "delivered", "failed"] }).notNull(),
    /** How often it was tried without anybody asking. */
    tries: integer("tries").notNull().default(0),
    /** When it is tried next; 0 at once, null never. */
    dueAt: integer("due_at", { mode: "timestamp_ms" }),
    /** Somebody is sending it now, until then at the latest. */
    claimedUntil: integer("claimed_until", { mode: "timestamp_ms" }),
  },
  (table) => [
    uniqueIndex("webhook_delivery_messageId_endpointId_unique").on(table.messageId, table.endpointId),
    index("webhook_delivery_endpointId_at_idx").on(table.endpointId, table.at, table.id),
    index("webhook_delivery_endpointId_state_idx").on(table.endpointId, table.state, table.at, table.id),
    index("webhook_delivery_dueAt_idx").on(table.dueAt).where(sql`due_at is not null`),
  ],
);

/** One try of a delivery, and what was answered. */
export const webhookAttempt = sqliteTable(
  "webhook_attempt",
  {
    id: text("id").primaryKey(),
    deliveryId: text("delivery_id")
      .notNull()
      .references(() => webhookDelivery.id, { onDelete: "cascade" }),
    at: integer("at", { mode: "timestamp_ms" }).notNull(),
    byHand: integer("by_hand", { mode: "boolean" }).notNull(),
    /** Of the answer; null where there was none, and `problem` says why. */
    status: integer("status"),
    problem: text("problem"),
    /** How the answer begins. */
    body: text("body").notNull(),
    durationMs: integer("duration_ms").notNull(),
  },
  (table) => [index("webhook_attempt_deliveryId_at_idx").on(table.deliveryId, table.at)],
);
