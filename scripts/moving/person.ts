import { createHash, randomUUID } from "node:crypto";
import { asPhoneNumber, phoneNumberProblem } from "../../app/auth/phone-number";
import { placeholderEmail } from "../../app/auth/placeholder-email";
import { isReservedUsername } from "../../app/auth/reserved-usernames";
import { email as emailRule, nameFrom } from "../../app/forms/rules";
import type { Found, Row } from "./entry";
import { takeHash } from "./hashes";

/** What another system knows about somebody. Empty text is nothing. */
export interface Person {
  at: string;
  /** Kept as the id here, so that what a product stored by it still fits. Made from the address where there is none. */
  id: string;
  email: string;
  isEmailVerified: boolean;
  name: string;
  username?: string;
  phoneNumber?: string;
  isPhoneVerified?: boolean;
  digest?: string;
  hasher?: string;
  /** How they sign in elsewhere. */
  links?: { provider: string; accountId: string }[];
  /** Rows of `passkey` without the id of the user. */
  passkeys?: Row[];
  banned?: { reason: string; expiresAt?: number };
  createdAt?: number;
  updatedAt?: number;
  notes?: string[];
}

/** Judges somebody by the rules of sign-up. What is wrong with a part stays out, what is wrong with the whole refuses it. */
export function personEntry(person: Person): Found {
  const { at } = person;
  const notes = [...(person.notes ?? [])];
  const keep = <T>(value: T | { problem: string }): T | undefined => {
    if (typeof value !== "object" || value === null || !("problem" in value)) return value as T;
    notes.push(value.problem);
  };
  const phone = person.phoneNumber ? keep(takePhone(person.phoneNumber)) : undefined;
  const address = person.email ? emailRule.safeParse(person.email) : undefined;
  if (address && !address.success) return { at, refused: `${person.email} is no e-mail address` };
  if (!address && !phone) return { at, refused: "it has neither an e-mail address nor a phone number" };
  const id = person.id || idFrom(address?.data ?? phone ?? "");
  if (!/^[\w.:|@+-]{1,128}$/.test(id)) return { at, refused: `its id ${JSON.stringify(id)} cannot be kept` };
  const username = person.username ? keep(takeUsername(person.username)) : undefined;
  const taken = person.digest ? keep(takePassword(person.digest, person.hasher)) : undefined;
  const createdAt = person.createdAt ?? Date.now();
  const dates = { created_at: createdAt, updated_at: person.updatedAt ?? createdAt };
  const email = address?.data ?? placeholderEmail("phone", idFrom(id).toLowerCase());
  const user: Row = {
    id,
    name: [...(person.name.trim() || username || nameFrom(address?.data ?? phone ?? ""))]
      .slice(0, 100)
      .join(""),
    email,
    email_verified: Number(person.isEmailVerified && Boolean(address)),
    username: username?.toLowerCase() ?? null,
    display_username: username ?? null,
    phone_number: phone ?? null,
    phone_number_verified: phone ? Number(person.isPhoneVerified ?? false) : null,
    banned: Number(Boolean(person.banned)),
    ban_reason: person.banned?.reason || null,
    ban_expires: person.banned?.expiresAt ?? null,
    two_factor_enabled: 0,
    is_anonymous: 0,
    ...dates,
  };
  // An account by this name is a password.
  const links = (person.links ?? []).filter(({ provider }) => provider !== "credential");
  const account = (provider: string, accountId: string, password: string | null): [string, Row] => [
    "account",
    { id: randomUUID(), account_id: accountId, provider_id: provider, user_id: id, password, ...dates },
  ];
  return {
    at,
    notes,
    rows: [
      ["user", user],
      ...(taken ? [account("credential", id, taken)] : []),
      ...links.map(({ provider, accountId }) => account(provider, accountId, null)),
      ...(person.passkeys ?? []).map((passkey): [string, Row] => ["passkey", { ...passkey, user_id: id }]),
    ],
  };
}

function takePassword(digest: string, hasher?: string): string | { problem: string } {
  const taken = takeHash(digest, hasher);
  return "hash" in taken ? taken.hash : { problem: `its password: ${taken.problem}` };
}

function takePhone(typed: string): string | { problem: string } {
  const number = asPhoneNumber(typed);
  return phoneNumberProblem(number)
    ? { problem: `its phone number ${typed}: it is none with a country code` }
    : number;
}

function takeUsername(name: string): string | { problem: string } {
  if (!/^[\w.]{3,30}$/.test(name))
    return { problem: `its username ${name}: it is not 3 to 30 letters, digits, dots and underscores` };
  return isReservedUsername(name) ? { problem: `its username ${name}: it is reserved` } : name;
}

/** The same for the same address, so that running an import again finds who is there. */
function idFrom(address: string): string {
  return createHash("sha256").update(address).digest("base64url").slice(0, 32);
}
