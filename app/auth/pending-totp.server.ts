import { createOTP } from "@better-auth/utils/otp";
import { symmetricDecrypt } from "better-auth/crypto";
import type { Auth, Session } from "./auth.server";

/** What an authenticator app is given: the `otpauth:` address of the QR code, and the secret in base32 to type. */
export interface PendingTotp {
  uri: string;
  secret: string;
}

/** The authenticator that somebody began to set up and has not confirmed, or `undefined`. */
export async function pendingTotp(auth: Auth, user: Session["user"]): Promise<PendingTotp | undefined> {
  const { adapter, appName, secretConfig } = await auth.$context;
  const where = [
    { field: "userId", value: user.id },
    { field: "verified", value: false },
  ];
  const row = await adapter.findOne<{ secret: string }>({ model: "twoFactor", where });
  if (!row) return undefined;
  const plain = await symmetricDecrypt({ key: secretConfig, data: row.secret });
  const uri = createOTP(plain, { digits: 6, period: 30 }).url(appName, user.email);
  return { uri, secret: new URL(uri).searchParams.get("secret") ?? "" };
}
