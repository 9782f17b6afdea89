import type { AuthContext } from "better-auth";
import { errors, jwtVerify } from "jose";
import type { Auth } from "./auth.server";
import { newToken } from "./tokens";

/** What the token of a link in a mail is worth, without spending it. */
export type LinkState = { state: "good"; email: string } | { state: "expired" } | { state: "dead" };

/** Reads the token of a link that confirms an address. Its signature carries the address (RFC 7519). */
export async function readConfirmationLink(auth: Auth, token: string): Promise<LinkState> {
  const { secret } = await auth.$context;
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { algorithms: ["HS256"] });
    return typeof payload.email === "string" ? { state: "good", email: payload.email } : { state: "dead" };
  } catch (error) {
    return { state: error instanceof errors.JWTExpired ? "expired" : "dead" };
  }
}

/** Reads the token of a link that sets a password. An old one cannot be told from one that never was. */
export async function readResetLink(auth: Auth, token: string): Promise<LinkState> {
  const { internalAdapter } = await auth.$context;
  const proof = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  if (!proof) return { state: "dead" };
  if (proof.expiresAt < new Date()) return { state: "expired" };
  const user = await internalAdapter.findUserById(proof.value);
  return user ? { state: "good", email: user.email } : { state: "dead" };
}

/** What a link to sign in is worth in this browser, without spending it. */
export async function readSignInLink(
  auth: Auth,
  token: string,
  headers: Headers,
): Promise<"good" | "dead" | "elsewhere"> {
  const state = await auth.api.magicLinkState({ query: { token }, headers });
  return state;
}

/** Stored under this and the token of the link that deletes an account; better-auth's own word. */
const deletion = "delete-account-";

/** Reads the token of a link that deletes the account `userId`. Somebody else's is dead. */
export async function readDeletionLink(
  auth: Auth,
  token: string,
  userId: string,
): Promise<LinkState["state"]> {
  const { internalAdapter } = await auth.$context;
  const proof = await internalAdapter.findVerificationValue(deletion + token);
  if (proof?.value !== userId) return "dead";
  return proof.expiresAt < new Date() ? "expired" : "good";
}

/** Makes such a token for an account that no mail can be sent to. */
export async function makeDeletionToken(auth: Auth, userId: string): Promise<string> {
  const { internalAdapter } = await auth.$context;
  const token = crypto.randomUUID().replaceAll("-", "");
  const expiresAt = new Date(Date.now() + 60 * 60 * 1000);
  await internalAdapter.createVerificationValue({ identifier: deletion + token, value: userId, expiresAt });
  return token;
}

/** Makes the token of a link with which the owner of an account sets a new password, within an hour if nothing else is said. */
export async function makeResetToken(
  adapter: Pick<AuthContext["internalAdapter"], "createVerificationValue">,
  userId: string,
  lifetimeSeconds = 60 * 60,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + lifetimeSeconds * 1000);
  await adapter.createVerificationValue({ identifier: `reset-password:${token}`, value: userId, expiresAt });
  return token;
}
