import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { Email } from "../email/layout";
import type { Env } from "../env.server";
import type { TextMessage } from "../sms/send.server";

/** A message by the way it goes. */
export type Message = { channel: "email"; message: Email } | { channel: "sms"; message: TextMessage };

/** Encrypts a message for the database. */
export function seal(env: Env, message: Message): Promise<string> {
  return symmetricEncrypt({ key: secretsOf(env), data: JSON.stringify(message) });
}

/** The message again. Throws where the secret that it was encrypted with is no longer in the configuration. */
export async function unseal(env: Env, sealed: string): Promise<Message> {
  return JSON.parse(await symmetricDecrypt({ key: secretsOf(env), data: sealed }));
}

/** The newest secret encrypts, and the older ones still decrypt, as for everything that better-auth encrypts. */
function secretsOf({ BETTER_AUTH_SECRETS: rotation, BETTER_AUTH_SECRET: secret }: Env) {
  const secrets = rotation ?? [{ version: 1, value: secret }];
  return {
    keys: new Map(secrets.map(({ version, value }) => [version, value])),
    currentVersion: secrets[0]?.version ?? 1,
  };
}
