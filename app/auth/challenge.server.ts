import { createHMAC } from "@better-auth/utils/hmac";
import type { createAuthMiddleware } from "better-auth/api";

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** What a page may show of somebody between the two steps. */
export interface SecondStepWays {
  /** An authenticator app is set up. */
  app: boolean;
  /** The address that a code goes to, mostly hidden: a…@example.com. */
  email?: string;
  /** The end of the confirmed number that a code can be texted to. */
  numberEnd?: string;
  /** Names this challenge in counters; tells nothing about it. */
  key: string;
}

/** Who is between the first and the second factor in this browser, and by which proof that is known. */
export async function challengeOf(ctx: HookContext): Promise<{ userId: string; proof: string } | undefined> {
  const cookie = ctx.context.createAuthCookie("two_factor");
  const proof = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  if (!proof) return undefined;
  const userId = (await ctx.context.internalAdapter.findVerificationValue(proof))?.value;
  return userId ? { userId, proof } : undefined;
}

/** A name for a challenge that cannot be turned back into it. */
export async function challengeKey(secret: string, proof: string): Promise<string> {
  return createHMAC("SHA-256", "base64urlnopad").sign(secret, proof);
}

/** Enough of an address to know one's own by. */
export function hidden(email: string): string {
  const [name = "", domain = ""] = email.split("@");
  return `${[...name][0] ?? ""}…@${domain}`;
}
