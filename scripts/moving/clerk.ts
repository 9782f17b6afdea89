import type { Found } from "./entry";
import { type Fields, isFields, isSet, list, moment, part, text } from "./fields";
import { type Organization, organizationEntry } from "./organization";
import { personEntry } from "./person";
import type { FileRecord } from "./records";

const providers: Record<string, string> = { x: "twitter", linkedin_oidc: "linkedin" };
const roles: Record<string, string> = { admin: "owner", member: "member", basic_member: "member" };

/**
 * Clerk's users, from the dashboard's CSV (with the hashes), the Backend API's JSON (with the connections), or both: a
 * user of several files is put together by their id. Organizations and memberships come from JSON.
 */
export function* fromClerk(records: Iterable<FileRecord>): Generator<Found> {
  const users = new Map<string, { at: string; fields: Fields }>();
  const organizations = new Map<string, Organization>();
  for (const { at, list: name, fields } of records) {
    if (!fields) yield { at, refused: "it cannot be read" };
    else if (name === "organizations") organizations.set(text(fields, "id"), organization(at, fields));
    else if (/memberships$/.test(name)) addMember(organizations, fields);
    else {
      const id = text(fields, "id");
      const known = users.get(id);
      if (!id) yield { at, refused: "it has no id" };
      else if (known) Object.assign(known.fields, given(fields));
      else users.set(id, { at, fields: given(fields) });
    }
  }
  for (const { at, fields } of users.values()) yield personEntry(person(at, fields));
  for (const found of organizations.values()) yield organizationEntry(found);
}

function given(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "" && value !== null));
}

function person(at: string, fields: Fields) {
  const notes: string[] = [];
  const emails = addresses(fields, "email");
  const phones = addresses(fields, "phone");
  const [email, phone] = [emails[0], phones[0]];
  for (const { address } of [...emails.slice(1), ...phones.slice(1)])
    notes.push(`its other address ${address}: an account here has one`);
  const links = list(fields, "external_accounts").flatMap((account) => {
    const provider = text(account, "provider").replace(/^oauth_(custom_)?/, "");
    const accountId = text(account, "provider_user_id");
    const { status = "verified" } = part(account, "verification");
    if (provider && accountId && status === "verified")
      return [{ provider: providers[provider] ?? provider, accountId }];
    notes.push(`its connection with ${provider || "a provider"}: it was not verified, or has no id`);
    return [];
  });
  if (isSet(fields, "totp_secret", "totp_enabled") || isSet(fields, "two_factor_enabled"))
    notes.push("its second factor: it has to be set up again");
  return {
    at,
    notes,
    links,
    id: text(fields, "id"),
    email: email?.address ?? "",
    isEmailVerified: email?.isVerified ?? false,
    name: [text(fields, "first_name"), text(fields, "last_name")].filter(Boolean).join(" "),
    username: text(fields, "username"),
    phoneNumber: phone?.address,
    isPhoneVerified: phone?.isVerified,
    digest: text(fields, "password_digest"),
    hasher: text(fields, "password_hasher"),
    banned: isSet(fields, "banned") ? { reason: "Banned at Clerk" } : undefined,
    createdAt: moment(fields, "created_at"),
    updatedAt: moment(fields, "updated_at"),
  };
}

interface Address {
  address: string;
  isVerified: boolean;
}

/** The primary one first. */
function addresses(fields: Fields, kind: "email" | "phone"): Address[] {
  const name = kind === "email" ? "email_address" : "phone_number";
  const plural = kind === "email" ? "email_addresses" : "phone_numbers";
  const several = list(fields, plural);
  const primaryId = text(fields, `primary_${name}_id`);
  if (several.length > 0)
    return several
      .toSorted((one, other) => Number(other.id === primaryId) - Number(one.id === primaryId))
      .map((each) => ({
        address: text(each, name),
        isVerified: part(each, "verification").status === "verified",
      }));
  const verified = split(fields[`verified_${plural}`]);
  const all = [text(fields, `primary_${name}`), ...split(fields[plural]), ...verified];
  const unique = [...new Set([...all, ...split(fields[`unverified_${plural}`])].filter(Boolean))];
  return unique.map((address) => ({ address, isVerified: verified.includes(address) }));
}

function split(value: unknown): string[] {
  return typeof value === "string" ? value.split(/[|,;\s]+/).filter(Boolean) : [];
}

function organization(at: string, fields: Fields): Organization {
  const [id, name, slug] = [text(fields, "id"), text(fields, "name"), text(fields, "slug")];
  return { at, id, name, slug, createdAt: moment(fields, "created_at"), members: [] };
}

function addMember(organizations: Map<string, Organization>, fields: Fields) {
  const within = isFields(fields.organization)
    ? text(fields.organization, "id")
    : text(fields, "organization_id");
  const userId = text(part(fields, "public_user_data"), "user_id") || text(fields, "user_id");
  const role = text(fields, "role").replace(/^org:/, "");
  const id = text(fields, "id") || `${within}:${userId}`;
  const member = { id, userId, role: roles[role] ?? role, createdAt: moment(fields, "created_at") };
  organizations.get(within)?.members.push(member);
}
