// The client secret of Sign in with Apple: a token signed with the key from Apple's site, good for six months. See
// docs/self-hosting.md. Prints the secret alone, so that it can be piped to where secrets are kept.
import "./node-version.mjs";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import * as util from "node:util";
import { SignJWT } from "jose";
import { main, Problem } from "./run.mjs";

/** Apple takes no longer one. */
const lifetimeSeconds = 15_777_000;

await main(async () => {
  const text = { type: "string" };
  const { values } = util.parseArgs({ options: { key: text, id: text, team: text, client: text } });
  const { key, team, client, id = /AuthKey_(\w+)\.p8$/.exec(key ?? "")?.[1] } = values;
  if (!key || !team || !client || !id)
    throw new Problem(
      "node scripts/apple-secret.mjs --key AuthKey_<key id>.p8 --team <team id> --client <Services ID> [--id <key id>]",
    );
  const now = Math.floor(Date.now() / 1000);
  const secret = await new SignJWT()
    .setProtectedHeader({ alg: "ES256", kid: id })
    .setIssuer(team)
    .setIssuedAt(now)
    .setExpirationTime(now + lifetimeSeconds)
    .setAudience("https://appleid.apple.com")
    .setSubject(client)
    .sign(createPrivateKey(readFileSync(key)));
  console.log(secret);
});
