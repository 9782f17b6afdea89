import type { Found } from "./entry";
import { type Fields, isSet, moment, text } from "./fields";
import { personEntry } from "./person";
import type { FileRecord } from "./records";

const columns = [
  "id",
  "email",
  "email_verified",
  "name",
  "username",
  "phone_number",
  "phone_number_verified",
  "password_hash",
  "password_hasher",
  "accounts",
  "banned",
  "ban_reason",
  "created_at",
];

/** CSV of one's own making, with the header of docs/moving-in.md: every column may be missing but one of email and phone_number. */
export function* fromCsv(records: Iterable<FileRecord>): Generator<Found> {
  let isFirst = true;
  for (const { at, fields } of records) {
    if (!fields) {
      yield { at, refused: "it cannot be read" };
      continue;
    }
    if (isFirst) {
      const unknown = Object.keys(fields).filter((name) => !columns.includes(name));
      if (unknown.length > 0)
        yield { at: "line 1", refused: `its columns ${unknown.join(", ")} are not known and not read` };
    }
    isFirst = false;
    yield personEntry(person(at, fields));
  }
}

function person(at: string, fields: Fields) {
  const notes: string[] = [];
  return {
    at,
    notes,
    id: text(fields, "id"),
    email: text(fields, "email"),
    isEmailVerified: isSet(fields, "email_verified"),
    name: text(fields, "name"),
    username: text(fields, "username"),
    phoneNumber: text(fields, "phone_number"),
    isPhoneVerified: isSet(fields, "phone_number_verified"),
    digest: text(fields, "password_hash"),
    hasher: text(fields, "password_hasher"),
    links: text(fields, "accounts")
      .split("|")
      .filter(Boolean)
      .flatMap((written) => {
        const [, provider = "", accountId = ""] = /^([\w-]+):(.+)$/.exec(written.trim()) ?? [];
        if (provider && provider !== "credential") return [{ provider, accountId }];
        notes.push(`its account ${written}: it is not written as provider:id`);
        return [];
      }),
    banned: isSet(fields, "banned") ? { reason: text(fields, "ban_reason") } : undefined,
    createdAt: moment(fields, "created_at"),
  };
}
