import type { Found, Row } from "./entry";
import { type Fields, isSet, moment, text } from "./fields";
import { type Organization, organizationEntry } from "./organization";
import { type Person, personEntry } from "./person";
import type { FileRecord } from "./records";

/** The tables of another better-auth app: `user`, `account`, `passkey`, `organization`, `member`, in JSON. */
export function* fromBetterAuth(records: Iterable<FileRecord>): Generator<Found> {
  const people = new Map<string, Person>();
  const organizations = new Map<string, Organization>();
  const later: { list: string; fields: Fields }[] = [];
  for (const { at, list, fields } of records) {
    if (!fields) yield { at, refused: "it cannot be read" };
    else if (!text(fields, "id")) yield { at, refused: "it has no id" };
    else if (/^users?$/.test(list)) people.set(text(fields, "id"), person(at, fields));
    else if (/^organizations?$/.test(list)) organizations.set(text(fields, "id"), organization(at, fields));
    else later.push({ list, fields });
  }
  for (const { list, fields } of later) {
    const owner = people.get(text(fields, "userId"));
    if (/^accounts?$/.test(list) && owner) addAccount(owner, fields);
    else if (/^passkeys?$/.test(list) && owner) owner.passkeys?.push(passkey(fields));
    else if (/^members?$/.test(list))
      organizations.get(text(fields, "organizationId"))?.members.push({
        id: text(fields, "id"),
        userId: text(fields, "userId"),
        role: text(fields, "role"),
        createdAt: moment(fields, "createdAt"),
      });
  }
  for (const found of people.values()) yield personEntry(found);
  for (const found of organizations.values()) yield organizationEntry(found);
}

function person(at: string, fields: Fields): Person {
  const notes: string[] = [];
  if (isSet(fields, "twoFactorEnabled")) notes.push("its second factor: it has to be set up again");
  if (!["", "user"].includes(text(fields, "role")))
    notes.push(`its role ${text(fields, "role")}: roles are given here anew`);
  return {
    at,
    notes,
    id: text(fields, "id"),
    email: text(fields, "email"),
    isEmailVerified: isSet(fields, "emailVerified"),
    name: text(fields, "name"),
    username: text(fields, "displayUsername", "username"),
    phoneNumber: text(fields, "phoneNumber"),
    isPhoneVerified: isSet(fields, "phoneNumberVerified"),
    links: [],
    passkeys: [],
    banned: isSet(fields, "banned")
      ? { reason: text(fields, "banReason"), expiresAt: moment(fields, "banExpires") }
      : undefined,
    createdAt: moment(fields, "createdAt"),
    updatedAt: moment(fields, "updatedAt"),
  };
}

/** Tokens stay behind: they are the other app's, and its key may have encrypted them. */
function addAccount(owner: Person, fields: Fields) {
  const provider = text(fields, "providerId");
  if (provider === "credential") owner.digest = text(fields, "password");
  else if (provider) owner.links?.push({ provider, accountId: text(fields, "accountId") });
}

function passkey(fields: Fields): Row {
  return {
    id: text(fields, "id"),
    name: text(fields, "name") || null,
    public_key: text(fields, "publicKey"),
    credential_id: text(fields, "credentialID", "credentialId", "credential_id"),
    counter: Number(fields.counter ?? 0),
    device_type: text(fields, "deviceType"),
    backed_up: Number(isSet(fields, "backedUp")),
    transports: text(fields, "transports") || null,
    created_at: moment(fields, "createdAt") ?? null,
    aaguid: text(fields, "aaguid") || null,
  };
}

function organization(at: string, fields: Fields): Organization {
  const [id, name, slug] = [text(fields, "id"), text(fields, "name"), text(fields, "slug")];
  return { at, id, name, slug, createdAt: moment(fields, "createdAt"), members: [] };
}
