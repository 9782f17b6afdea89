import { type Found, rowsOf } from "../../scripts/moving/entry";
import { foundIn } from "../../scripts/moving/sources";

/** A hash for which the password does not matter. */
export const bcrypt = "$2a$10$fgPOubgdJs90F1GK2u.Qye7Xyyi2ajrQJoB5LDG5bnITEvFR/xhZ.";

/** What the files of another system hold, by their texts. */
export const file = (source: string, ...texts: string[]) =>
  foundIn(
    source,
    texts.map((text, index) => ({ name: `file-${index + 1}`, text })),
  );

/** What of an entry is not the same everywhere: no dates, no ids that are made. */
export function seen(found: Found | undefined) {
  if (!found || "refused" in found) return found;
  const [user] = rowsOf(found, "user");
  return {
    ...Object.fromEntries(
      [
        "id",
        "name",
        "email",
        "email_verified",
        "username",
        "phone_number",
        "phone_number_verified",
        "banned",
      ].map((name) => [name, user?.[name]]),
    ),
    accounts: rowsOf(found, "account").map(
      ({ provider_id, account_id, password }) => password ?? `${provider_id}:${account_id}`,
    ),
    notes: found.notes,
  };
}
