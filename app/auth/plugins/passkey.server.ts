import { getAuthenticatorName, passkey as passkeyPlugin } from "@better-auth/passkey";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Database } from "../../db/db.server";
import { inBackground, requestHeaders } from "../../request-scope.server";
import type { PasskeyOwner } from "../browser";

import { deviceName } from "../device.server";
import { notePasskeyUse } from "../passkey-use.server";

import { ownAddress } from "../placeholder-email";

/** Discoverable credentials with user verification: something one has and is or knows, so no second factor is asked. */
export function passkeys({ baseUrl, appName }: { baseUrl: string; appName: string }) {
  return passkeyPlugin({
    rpID: new URL(baseUrl).hostname,
    rpName: appName,
    origin: new URL(baseUrl).origin,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: async ({ verification }) => {
        if (!verification.registrationInfo?.userVerified) throw new APIError("BAD_REQUEST", notVerified);
        return { name: nameOf(verification.registrationInfo.aaguid) };
      },
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        if (!verification.authenticationInfo.userVerified) throw new APIError("UNAUTHORIZED", notVerified);
      },
    },
  });
}

/** What a new passkey is called until its owner renames it: where it is kept, else the device that made it. */
function nameOf(aaguid: string): string {
  return getAuthenticatorName(aaguid) ?? deviceName(requestHeaders().get("user-agent"));
}

/**
 * The WebAuthn user handle: one per account, random as the account's id is, and no address (WebAuthn L3 14.6.1).
 * Browsers find an account's passkeys by it when they are told which ones are still accepted.
 */
function userHandle(userId: string): string {
  return Buffer.from(userId).toString("base64url");
}

/** What the browser is told about the owner of an account's passkeys. */
export function passkeyOwner(
  baseUrl: string,
  user: { id: string; name: string; email: string },
): PasskeyOwner {
  const rpId = new URL(baseUrl).hostname;
  return {
    rpId,
    userId: userHandle(user.id),
    name: ownAddress(user.email) ?? user.name,
    displayName: user.name,
  };
}

/** Gives all passkeys of an account one user handle and asks for user verification. */
export function passkeyRules(db: Database) {
  return {
    id: "passkey-rules",
    hooks: {
      after: [
        {
          matcher: ({ path }) => path === "/passkey/generate-register-options",
          handler: createAuthMiddleware(async (ctx) => {
            const options = ctx.context.returned;
            const user = ctx.context.session?.user;
            if (!user || !isRegistrationOptions(options)) return;
            return ctx.json({
              ...options,
              user: {
                id: userHandle(user.id),
                name: ownAddress(user.email) ?? user.name,
                displayName: user.name,
              },
            });
          }),
        },
        {
          matcher: ({ path }) => path === "/passkey/verify-authentication",
          handler: createAuthMiddleware(async (ctx) => {
            const id: unknown = ctx.body?.response?.id;
            if (ctx.context.returned instanceof APIError || typeof id !== "string") return;
            inBackground(notePasskeyUse(db, id));
          }),
        },
        {
          matcher: ({ path }) => path === "/passkey/generate-authenticate-options",
          handler: createAuthMiddleware(async (ctx) => {
            const options = ctx.context.returned;
            if (options && typeof options === "object" && "challenge" in options)
              return ctx.json({ ...options, userVerification: "required" });
          }),
        },
      ],
    },
    $ERROR_CODES: {
      USER_NOT_VERIFIED: { code: "USER_NOT_VERIFIED", message: "The device did not check who is using it" },
    },
  } satisfies BetterAuthPlugin;
}

const notVerified = { code: "USER_NOT_VERIFIED", message: "The device did not check who is using it" };

function isRegistrationOptions(value: unknown): value is { user: object } {
  return typeof value === "object" && value !== null && "challenge" in value && "user" in value;
}
