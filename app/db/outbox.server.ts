import { desc, eq } from "drizzle-orm";
import type { Database } from "./db.server";
import { outboxMessage } from "./schema";

const newest = 100;

/** The newest messages of the outbox, for one address or for all. */
export async function outboxMessages(db: Database, to?: string | null) {
  const query = db.select().from(outboxMessage).orderBy(desc(outboxMessage.at)).limit(newest).$dynamic();
  const rows = await (to ? query.where(eq(outboxMessage.to, to.toLowerCase())) : query);
  return rows.map(({ at, ...message }) => ({
    ...message,
    at: at.toISOString(),
    links: linksIn(message.text),
  }));
}

function linksIn(text: string): string[] {
  return [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])];
}
