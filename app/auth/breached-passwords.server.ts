import type { Env } from "../env.server";
import { logEvent } from "../request-scope.server";

const timeoutMs = 2000;

/**
 * True when a password is known from a breach (ASVS 6.2.12). Only the first five characters of its SHA-1 leave the app
 * (k-anonymity), and the answer is padded. Whatever is wrong with the service is logged, and the password passes.
 */
export async function isBreached(env: Env, password: string): Promise<boolean> {
  if (env.PASSWORD_BREACH_CHECK === "off") return false;
  const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(password));
  const hash = Buffer.from(digest).toString("hex").toUpperCase();
  try {
    const response = await fetch(`${env.PASSWORD_BREACH_URL}${hash.slice(0, 5)}`, {
      headers: { "Add-Padding": "true" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`the range API answered ${response.status}`);
    const lines = (await response.text()).split(/\r?\n/);
    const found = lines.find((line) => line.toUpperCase().startsWith(`${hash.slice(5)}:`));
    // Lines that only pad the answer have a count of 0.
    return Number(found?.split(":")[1] ?? 0) > 0;
  } catch (error) {
    logEvent("breach check not available", {
      reason: error instanceof Error ? error.message : String(error),
    });
    return false;
  }
}
