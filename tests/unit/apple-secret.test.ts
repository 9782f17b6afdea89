import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jwtVerify } from "jose";
import { expect, test } from "vitest";

test("the script makes a secret that Apple would take", async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const folder = mkdtempSync(join(tmpdir(), "latchkey-apple-"));
  const key = join(folder, "AuthKey_ABC123DEFG.p8");
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  const options = ["--key", key, "--team", "TEAMID1234", "--client", "com.example.signin"];
  const printed = execFileSync(process.execPath, ["scripts/apple-secret.mjs", ...options], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  const { payload, protectedHeader } = await jwtVerify(printed.trim(), publicKey, {
    issuer: "TEAMID1234",
    audience: "https://appleid.apple.com",
    subject: "com.example.signin",
  });
  expect(protectedHeader).toMatchObject({ alg: "ES256", kid: "ABC123DEFG" });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(15_777_000);
});
