import { expect, test } from "vitest";
import { type AuditRow, auditHash, followChain } from "../../../app/auth/audit-chain";

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
  subjectName: "ada@example.com",
  detail: "password",
  ipAddress: "198.18.0.1",
  device: "Firefox on Linux",
  place: "",
  requestId: "r",
};

const start = { seq: 0, hash: "" };

/** Row numbers may have gaps: a statement that failed took one. */
function chain(...numbers: number[]): AuditRow[] {
  let previousHash = "";
  return numbers.map((seq) => {
    const hash = auditHash({ ...facts, seq }, previousHash);
    const row = { ...facts, seq, previousHash, hash };
    previousHash = hash;
    return row;
  });
}

test("a whole chain is followed to its end, in one go or in parts", () => {
  const rows = chain(1, 2, 5, 6);
  expect(followChain(rows, start)).toEqual({ end: { seq: 6, hash: rows[3]?.hash } });
  const { end } = followChain(rows.slice(0, 2), start);
  expect(followChain(rows.slice(2), end)).toEqual({ end: { seq: 6, hash: rows[3]?.hash } });
});

test.each(Object.keys({ ...facts, seq: 0 }))("a changed %s is found in its row", (name) => {
  const rows = chain(1, 2, 3);
  const changed = rows.map((row) => (row.seq === 2 ? { ...row, [name]: name === "seq" ? 2.5 : "x" } : row));
  expect(followChain(changed, start).broken).toBe(name === "seq" ? 2.5 : 2);
});

test("a removed row, a changed hash, and rows in another order are found", () => {
  const [a, b, c] = chain(1, 2, 3) as [AuditRow, AuditRow, AuditRow];
  expect(followChain([a, c], start).broken).toBe(3);
  expect(followChain([b, c], start).broken).toBe(2);
  expect(followChain([a, { ...b, hash: `${b.hash?.slice(0, -1)}x` }, c], start).broken).toBe(2);
  expect(followChain([b, a, c], start).broken).toBe(2);
});

test("texts cannot move from one field into the next", () => {
  const one = auditHash({ ...facts, seq: 1, detail: "a", ipAddress: "b" }, "");
  expect(auditHash({ ...facts, seq: 1, detail: "ab", ipAddress: "" }, "")).not.toBe(one);
});
