import { and, eq, gte, lt, ne, or, sql } from "drizzle-orm";
import type { Database } from "../db/db.server";
import { verification } from "../db/schema";

/** Kinds of stored proofs whose prefix stays readable, so that all of one account can be found and ended. */
const readableKinds = ["reset-password:", "trust-device-"] as const;

/** Stores identifiers of proofs as SHA-256: whoever reads the database cannot use them. */
export async function hashIdentifier(identifier: string): Promise<string> {
  const kind = readableKinds.find((prefix) => identifier.startsWith(prefix)) ?? "";
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(identifier));
  return kind + Buffer.from(digest).toString("base64url");
}

/** Ends an account's proofs of one kind, but for the one with the token `keep`. */
export async function forgetVerifications(
  db: Database,
  { userId, kind, keep }: { userId: string; kind: (typeof readableKinds)[number]; keep?: string },
): Promise<void> {
  const kept = keep ? await hashIdentifier(kind + keep) : "";
  const afterKind = kind.slice(0, -1) + String.fromCharCode(kind.charCodeAt(kind.length - 1) + 1);
  await db
    .delete(verification)
    .where(
      and(
        eq(verification.value, userId),
        gte(verification.identifier, kind),
        lt(verification.identifier, afterKind),
        ne(verification.identifier, kept),
      ),
    );
}

/**
 * Ends every proof of an account that is gone: those stored for its id, and those that name its id or address. It reads
 * the whole table, which holds what was asked for lately: no index knows these values.
 */
export async function forgetAllVerifications(
  db: Database,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  const names = (text: string) => sql`instr(${verification.value}, ${JSON.stringify(text)}) > 0`;
  await db.delete(verification).where(or(eq(verification.value, userId), names(userId), names(email)));
}
