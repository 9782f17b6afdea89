import type { AuthenticationResponseJSON } from "@simplewebauthn/browser";
import { z } from "zod";

/** What a passkey answered. Its id is looked up before better-auth checks the rest. */
export const passkeyResponse = z.custom<AuthenticationResponseJSON>(
  (value) => typeof value === "object" && value !== null && "id" in value && typeof value.id === "string",
);
