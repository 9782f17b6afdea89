// `npm run audit-log`: follows the hash chain of the audit log and names the first row that does not fit. On this
// machine; `--remote --env production` (or preview) on Cloudflare. Ends with 1 if the log is broken.
import "./node-version.mjs";
import * as util from "node:util";
import { appModule } from "./environment.mjs";
import { main, Problem, wrangler } from "./run.mjs";

const atOnce = 1000;

await main(async () => {
  const { values } = util.parseArgs({
    options: {
      env: { type: "string" },
      remote: { type: "boolean", default: false },
      // Where wrangler keeps the local database, if elsewhere.
      "persist-to": { type: "string" },
    },
  });
  if (values.remote && !["preview", "production"].includes(values.env))
    throw new Problem("--remote needs --env production or --env preview.");
  const where = values.remote ? ["--remote", "--env", values.env] : ["--local"];
  if (values["persist-to"]) where.push("--persist-to", values["persist-to"]);

  const { followChain } = await appModule("./app/auth/audit-chain.ts");
  const [start] = await query(where, "select seq, hash from audit_anchor where id = 1");
  const [last] = await query(where, "select seq from sqlite_sequence where name = 'audit_event'");
  let end = start ?? { seq: 0, hash: "" };
  let good = 0;
  for (;;) {
    const rows = await query(where, pageAfter(end.seq));
    const chained = rows.findIndex(({ hash }) => hash === null);
    const followed = followChain(chained < 0 ? rows : rows.slice(0, chained), end);
    if (followed.broken !== undefined) throw new Problem(broken(followed.broken));
    good += chained < 0 ? rows.length : chained;
    end = followed.end;
    if (chained >= 0) return report(good, end, (last?.seq ?? 0) - end.seq);
    if (rows.length > 0) continue;
    if (end.seq < (last?.seq ?? 0)) throw new Problem(broken(last.seq));
    return report(good, end, 0);
  }
});

function report(good, { seq, hash }, waiting) {
  console.log(`The audit log is whole: ${good} rows. The last one is row ${seq}, ${hash || "(none)"}`);
  if (waiting > 0)
    console.log(`Rows after it (${waiting}) wait for their hash: they get it with the next sign-in.`);
}

function broken(seq) {
  return `Row ${seq} of the audit log does not fit: it was changed or removed after it was written.`;
}

function pageAfter(seq) {
  return `select seq, at, event, outcome, actor_id as actorId, actor_name as actorName,
    impersonator_id as impersonatorId, impersonator_name as impersonatorName, subject_type as subjectType,
    subject_id as subjectId, subject_name as subjectName, detail, ip_address as ipAddress, device, place,
    request_id as requestId, previous_hash as previousHash, hash
    from audit_event where seq > ${Number(seq)} order by seq limit ${atOnce}`;
}

/** The rows of one statement. */
async function query(where, sql) {
  const { code, output } = await wrangler("d1", "execute", "DB", ...where, "--json", "--command", sql);
  if (code !== 0) throw new Problem(output.trim());
  const [{ results }] = JSON.parse(output.slice(output.indexOf("[\n")));
  return results;
}
