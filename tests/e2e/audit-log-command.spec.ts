import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { auditHash } from "../../app/auth/audit-chain";
import { migratedState, wrangler } from "../support/server";

const facts = {
  at: 1_700_000_000_000,
  event: "signed-in",
  outcome: "success",
  actorId: "1",
  actorName: "ada@example.com",
  impersonatorId: null,
  impersonatorName: null,
  subjectType: "user",
  subjectId: "1",
  subjectName: "o'hara@example.com",
  detail: "password",
  ipAddress: "198.18.0.1",
  device: "Firefox on Linux",
  place: "Zürich",
  requestId: "r",
};

/** One statement for a chain of this many rows, and one more that waits for its hash. */
function chainOf(count: number): string {
  let previousHash = "";
  const quoted = (value: unknown) => (value === null ? "null" : `'${String(value).replaceAll("'", "''")}'`);
  const rows = Array.from({ length: count }, (_, index) => {
    const seq = index + 1;
    const hash = auditHash({ ...facts, seq }, previousHash);
    const row = [seq, ...Object.values(facts), previousHash, hash].map(quoted);
    previousHash = hash;
    return `(${row.join(", ")})`;
  });
  const waiting = `(${[count + 1, ...Object.values(facts), null, null].map(quoted).join(", ")})`;
  const columns = ["seq", ...Object.keys(facts), "previousHash", "hash"];
  const names = columns.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return `insert into audit_event (${names.join(", ")}) values ${[...rows, waiting].join(", ")}`;
}

test("`npm run audit-log` says that the log is whole, and which row is the first that is not", () => {
  const state = migratedState();
  const execute = (sql: string) =>
    wrangler("d1", "execute", "DB", "--local", "--persist-to", state, "--command", sql);
  const verify = () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["scripts/audit.mjs", "--persist-to", state],
      { encoding: "utf8" },
    );
    return { status, said: stdout + stderr };
  };
  execute(chainOf(30));
  const whole = verify();
  expect(whole).toMatchObject({ status: 0 });
  expect(whole.said).toContain("whole: 30 rows");
  expect(whole.said).toContain("Rows after it (1) wait for their hash");
  execute("drop trigger audit_event_is_chained_once; update audit_event set place = 'Zurich' where seq = 17");
  expect(verify()).toMatchObject({ status: 1, said: expect.stringContaining("Row 17 of the audit log") });
  rmSync(state, { recursive: true, force: true });
});
