import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "../../app/db/schema";

/** A table whose rows belong to a row of another one: by the column `key`, directly or through the table `via`. */
export interface Belonging {
  table: string;
  key: string;
  via?: string;
}

/** What moves with a person, in the order in which it can be written. */
export const ofUser: Belonging[] = [
  { table: "account", key: "user_id" },
  { table: "passkey", key: "user_id" },
  { table: "passkey_use", key: "passkey_id", via: "passkey" },
  { table: "two_factor", key: "user_id" },
  { table: "profile", key: "user_id" },
  { table: "known_device", key: "user_id" },
  { table: "email_change", key: "user_id" },
  { table: "activity", key: "user_id" },
];

/** What moves with an organization. */
export const ofOrganization: Belonging[] = [
  { table: "organization_role", key: "organization_id" },
  { table: "team", key: "organization_id" },
  { table: "member", key: "organization_id" },
  { table: "team_member", key: "team_id", via: "team" },
  { table: "invitation", key: "organization_id" },
  { table: "organization_domain", key: "organization_id" },
  { table: "join_request", key: "organization_id" },
  { table: "organization_activity", key: "organization_id" },
];

/** Tables that stay where they are, each with the reason. */
export const staying: Record<string, string> = {
  session: "people sign in again",
  verification: "links and codes that were sent work for an hour at most",
  attempt: "counts of the limiter, which end by themselves",
  failed_message: "of the deployment whose secret encrypts it, and gone after seven days",
  outbox_message: "mail on one's own machine",
  project: "the example of a product's own table",
  audit_event: "the log belongs to the deployment in which it happened, and can only be added to",
  audit_anchor: "the beginning of that log",
  daily_count: "counts of that log",
  tally: "counts that triggers keep",
  webhook_endpoint: "an endpoint hears of one deployment, with a secret that this one encrypts",
  webhook_message: "what was told to endpoints",
  webhook_delivery: "what was told to endpoints",
  webhook_attempt: "what was told to endpoints",
  chore: "when housekeeping ran",
  last_seen: "counted among the active people of a day, which they were elsewhere",
};

const columns = new Map<string, Set<string>>(
  Object.values(schema)
    .filter((part) => is(part, SQLiteTable))
    .map((table) => [
      getTableName(table),
      new Set(Object.values(getTableColumns(table)).map(({ name }) => name)),
    ]),
);

/** The names of the columns of a table; undefined for a table that there is not. */
export function columnsOf(table: string): Set<string> | undefined {
  return columns.get(table);
}

/** Every table of the schema. */
export const allTables = [...columns.keys()];
