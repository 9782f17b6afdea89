import { recordAudit } from "~/auth/audit.server";
import { chainAll } from "~/auth/audit-seal.server";
import { databaseContext, sessionContext } from "~/context";
import { auditRowsAfter } from "~/db/audit.server";
import type { Route } from "./+types/audit-log.export";
import { auditFilterOf, auditQueryOf, auditSearch } from "./components/audit-filter";

/** The audit log as JSON Lines, oldest first, with the filter of the page. Read while it is sent, a batch at a time. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const db = context.get(databaseContext);
  const query = auditQueryOf(url);
  const filter = auditFilterOf(query);
  const { user } = context.get(sessionContext);
  const detail = auditSearch(query) || "all of it";
  recordAudit(db, {
    event: "admin-audit-exported",
    actor: { id: user.id },
    subject: { type: "deployment" },
    detail,
  });
  await chainAll(db);
  let after = 0;
  const lines = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const rows = await auditRowsAfter(db, after, filter);
      after = rows.at(-1)?.seq ?? after;
      if (rows.length === 0) return controller.close();
      const text = rows.map(({ at, ...row }) => JSON.stringify({ ...row, at: new Date(at).toISOString() }));
      controller.enqueue(new TextEncoder().encode(`${text.join("\n")}\n`));
    },
  });
  return new Response(lines, {
    headers: {
      "Content-Type": "application/jsonl; charset=utf-8",
      "Content-Disposition": 'attachment; filename="audit-log.jsonl"',
    },
  });
}
