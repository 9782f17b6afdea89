import { type SQL, sql } from "drizzle-orm";

/** Something one knows of a person, by an index: a column or an expression of `user`. */
interface Known {
  by: SQL;
  /** What it begins with. */
  begins: string;
}

const name = sql.raw(`lower("user"."name")`);
const lastName = sql.raw(
  `lower(substr(trim("user"."name"), length(rtrim(trim("user"."name"), replace(trim("user"."name"), ' ', ''))) + 1))`,
);
const email = sql.raw(`"user"."email"`);
const emailDomain = sql.raw(`substr("user"."email", instr("user"."email", '@') + 1)`);
const username = sql.raw(`"user"."username"`);
const phoneNumber = sql.raw(`"user"."phone_number"`);

const longestSearch = 256;

/**
 * How somebody is found by what was typed: the beginning of their name, of its last word, of their address or username;
 * of the domain of the address (`@example.com`); of the phone number with its country code; or their whole id.
 */
export interface UserSearch {
  /** True of people who are found. */
  matches: SQL;
  /** The same by one index each. */
  byIndex: SQL[];
}

/** Nothing where nothing was typed. */
export function userSearch(typed: string): UserSearch | undefined {
  const term = typed.normalize().trim().replaceAll(/\s+/g, " ").slice(0, longestSearch);
  if (!term) return undefined;
  const byIndex = [...knownBy(term).map(rangeOf), sql`"user"."id" = ${term}`];
  return { matches: sql`(${sql.join(byIndex, sql` or `)})`, byIndex };
}

function knownBy(term: string): Known[] {
  const lower = term.toLowerCase();
  if (lower.length > 1 && lower.startsWith("@")) return [{ by: emailDomain, begins: lower.slice(1) }];
  const number = numberIn(term);
  return [
    ...spellings(term).flatMap((begins) => [
      { by: name, begins },
      { by: lastName, begins },
    ]),
    { by: email, begins: lower },
    { by: username, begins: lower },
    ...(number ? [{ by: phoneNumber, begins: number }] : []),
  ];
}

/** SQLite makes small letters of A to Z alone: of others, those of usual spellings are tried. */
function spellings(term: string): string[] {
  const lower = term.toLowerCase();
  const capitals = lower.replaceAll(/(?<=^|[\s'-])\p{L}/gu, (letter) => letter.toUpperCase());
  const asKept = (text: string) => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  return [...new Set([lower, capitals, term.toUpperCase(), term].map(asKept))];
}

/** The beginning of a number as it is kept: +4915123456789. */
function numberIn(term: string): string | undefined {
  if (!/^\+?[\d\s()./-]+$/.test(term)) return undefined;
  const digits = term.replaceAll(/\D/g, "").replace(/^00/, "");
  return digits && `+${digits}`;
}

/** From what it begins with to before the last of all characters. */
function rangeOf({ by, begins }: Known): SQL {
  return sql`(${by} >= ${begins} and ${by} < ${`${begins}\u{10FFFF}`})`;
}
