import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { Auth } from "../auth/auth.server";

/** The secrets of the deployment, of which the newest encrypts. */
export type DeploymentSecrets = Awaited<Auth["$context"]>["secretConfig"];

interface SealedSecrets {
  secret: string;
  previousSecret: string | null;
  previousUntil: Date | null;
}

/** Encrypts the secret of an endpoint for the database. */
export function sealSecret(key: DeploymentSecrets, secret: string): Promise<string> {
  return symmetricEncrypt({ key, data: secret });
}

/** The secrets that an endpoint signs with now, the newest first. Throws where the deployment's secret is another one. */
export async function openSecrets(
  key: DeploymentSecrets,
  sealed: SealedSecrets,
  now: Date,
): Promise<string[]> {
  const { secret, previousSecret, previousUntil } = sealed;
  const isOverlap = previousSecret !== null && previousUntil !== null && previousUntil > now;
  const all = isOverlap ? [secret, previousSecret] : [secret];
  return Promise.all(all.map((data) => symmetricDecrypt({ key, data })));
}
