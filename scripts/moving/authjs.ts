import type { Found } from "./entry";
import { type Fields, isSet, moment, text } from "./fields";
import { personEntry } from "./person";
import type { FileRecord } from "./records";

const providers: Record<string, string> = { "azure-ad": "microsoft", "microsoft-entra-id": "microsoft" };

/** The tables `users` and `accounts` of an Auth.js (NextAuth) adapter, in one JSON file or two, in camel case or with underscores. */
export function* fromAuthjs(records: Iterable<FileRecord>): Generator<Found> {
  const users: { at: string; fields: Fields }[] = [];
  const links = new Map<string, { provider: string; accountId: string }[]>();
  for (const { at, list, fields } of records) {
    if (!fields) yield { at, refused: "it cannot be read" };
    else if (text(fields, "providerAccountId")) addLink(links, fields);
    else if (/^(users?|)$/i.test(list)) users.push({ at, fields });
  }
  for (const { at, fields } of users) {
    const id = text(fields, "id", "_id");
    if (!id) yield { at, refused: "it has no id" };
    else yield personEntry(person(at, id, fields, links.get(id) ?? []));
  }
}

function person(at: string, id: string, fields: Fields, links: { provider: string; accountId: string }[]) {
  return {
    at,
    id,
    links,
    email: text(fields, "email"),
    isEmailVerified: isSet(fields, "emailVerified"),
    name: text(fields, "name"),
    username: text(fields, "username"),
    // Auth.js has no passwords; an app that has keeps them here.
    digest: text(fields, "passwordHash", "hashedPassword", "password"),
    createdAt: moment(fields, "createdAt"),
    updatedAt: moment(fields, "updatedAt"),
  };
}

function addLink(links: Map<string, { provider: string; accountId: string }[]>, fields: Fields) {
  const [type, provider] = [text(fields, "type"), text(fields, "provider")];
  // A link by mail and a password are no connections.
  if (!provider || ["email", "credentials"].includes(type) || provider === "credential") return;
  const userId = text(fields, "userId");
  const link = { provider: providers[provider] ?? provider, accountId: text(fields, "providerAccountId") };
  links.set(userId, [...(links.get(userId) ?? []), link]);
}
