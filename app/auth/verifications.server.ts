import { and, eq, gte, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { verification } from "../db/schema";

/** Kinds of stored proofs whose prefix stays readable, so that all of one account can be found and ended. */
const readableKinds = ["reset-password:", "trust-device-", "change-email:"] as const;

type ReadableKind = (typeof readableKinds)[number];

/** Stores identifiers of proofs as SHA-256: whoever reads the database cannot use them. */
export async function hashIdentifier(identifier: string): Promise<string> {
  const kind = readableKinds.find((prefix) => identifier.startsWith(prefix)) ?? "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(identifier));
  return kind + Buffer.from(digest).toString("base64url");
}

/** Ends an account's proofs of one kind, but for the one with the token `keep`. */
export async function forgetVerifications(
  db: Database,
  { userId, kind, keep }: { userId: string; kind: ReadableKind; keep?: string },
): Promise<void> {
  const kept = keep ? await hashIdentifier(kind + keep) : "";
  await db.delete(verification).where(and(isOf(userId, kind), ne(verification.identifier, kept)));
}

/** True for an account's proofs of one kind. What is stored of a new address is a record that names the account. */
export function isOf(userId: string, kind: ReadableKind): SQL | undefined {
  const afterKind = kind.slice(0, -1) + String.fromCharCode(kind.charCodeAt(kind.length - 1) + 1);
  return and(
    kind === "change-email:" ? names(userId) : eq(verification.value, userId),
    gte(verification.identifier, kind),
    lt(verification.identifier, afterKind),
  );
}

/** Ends every proof of an account that is gone: those stored for its id, and those that name its id or address. */
export async function forgetAllVerifications(
  db: Database,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await db.delete(verification).where(isAbout([userId, email]));
}

/**
 * True for proofs that are stored for one of these ids or addresses, or name one. It reads the whole table, which holds
 * what was asked for lately: no index knows these values.
 */
export function isAbout(texts: string[]): SQL | undefined {
  return or(...texts.flatMap((text) => [eq(verification.value, text), names(text)]));
}

function names(text: string): SQL {
  return sql`instr(${verification.value}, ${JSON.stringify(text)}) > 0`;
}
