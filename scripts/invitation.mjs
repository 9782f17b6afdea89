import { createHash, randomBytes } from "node:crypto";

const day = 24 * 60 * 60 * 1000;

/**
 * An invitation of an operator: the token of its link, and the statement that keeps its hash for seven days. The link
 * proves nothing about the address, for it was not sent there by us.
 */
export function newInvitation(address, now = Date.now()) {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("base64url");
  const values = [quoted(address), quoted(tokenHash), 0, "null", now, now + 7 * day, "null"];
  const columns = [
    "address",
    "token_hash",
    "proves_address",
    "invited_by",
    "created_at",
    "expires_at",
    "used_at",
  ];
  const replaced = columns.slice(1).map((name) => `${name} = excluded.${name}`);
  return {
    address,
    token,
    statement: `insert into sign_up_invitation (${columns.join(", ")}) values (${values.join(", ")}) on conflict (address) do update set ${replaced.join(", ")};`,
  };
}

function quoted(text) {
  return `'${text.replaceAll("'", "''")}'`;
}
