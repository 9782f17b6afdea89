import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { auditEvent } from "../db/schema";
import { requestFacts } from "../request-scope.server";
import type { AdminEvent } from "./audit-words";
import { deviceName } from "./device.server";

interface Act {
  event: AdminEvent;
  /** The admin who does it, in their own name. */
  actorId: string;
  /** More about it. No secret. */
  detail?: string;
}

/** The statement that adds a row to the audit log about each person (of `user`) of whom `who` is true. */
export function auditEachStatement(db: Database, { event, actorId, detail = "" }: Act, who: SQL) {
  const { headers, place, requestId } = requestFacts();
  const device = deviceName(headers.get("user-agent"));
  // Every column, in the order of the table; the number of the row and the two hashes come later.
  return db.insert(auditEvent).select(sql`
    select null, ${Date.now()}, ${event}, 'success', ${actorId}, (select email from user where id = ${actorId}),
      null, null, 'user', "user".id, "user".email, ${detail}, ${headers.get("cf-connecting-ip") ?? ""}, ${device},
      ${place}, ${requestId}, null, null
    from user where ${who}`);
}
