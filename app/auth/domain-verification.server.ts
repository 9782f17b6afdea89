import type { Database } from "../db/db.server";
import { domainById, markVerified } from "../db/organization-domains.server";
import type { Env } from "../env.server";
import { countAttempt } from "./attempts.server";
import { ResolverError, textRecords } from "./dns.server";
import { answersChallenge, challengeNameOf } from "./domain-challenge";
import { refuseOver } from "./plugins/attempt-limits.server";

/** What became of one look at the record. */
export type Verification =
  | "verified"
  | "verified-already"
  | "gone"
  | "taken"
  | "no-record"
  | "other-record"
  | "no-answer";

const looks = { max: 30, windowSeconds: 10 * 60 };

/**
 * Looks for the TXT record of a domain, and takes the domain as the organization's where it says what it should. Over
 * the limit it throws `TOO_MANY_ATTEMPTS`.
 */
export async function verifyDomain(
  { env, db }: { env: Env; db: Database },
  { organizationId, domainId }: { organizationId: string; domainId: string },
): Promise<{ outcome: Verification; domain?: string }> {
  const found = await domainById(db, organizationId, domainId);
  if (!found) return { outcome: "gone" };
  const { domain, challenge, verifiedAt } = found;
  if (verifiedAt) return { outcome: "verified-already", domain };
  refuseOver(await countAttempt(db, [{ key: `domain-verify|${organizationId}`, ...looks }]), "domain-verify");
  const records = await textRecords(env, challengeNameOf(domain)).catch((error: unknown) => {
    if (error instanceof ResolverError) return undefined;
    throw error;
  });
  if (!records) return { outcome: "no-answer", domain };
  if (records.length === 0) return { outcome: "no-record", domain };
  if (!answersChallenge(records, challenge)) return { outcome: "other-record", domain };
  return { outcome: await markVerified(db, { organizationId, domainId }), domain };
}
