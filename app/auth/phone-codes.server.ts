import { createHmac, randomUUID } from "node:crypto";
import type { GenericEndpointContext } from "better-auth";
import type { createAuthMiddleware } from "better-auth/api";

/** What a code in a text message is for: the two kinds are not good for each other. */
export type CodePurpose = "number" | "reset";

/** How long a code is good for, in seconds. */
export const codeLifetimeSeconds = 10 * 60;

interface SentCode {
  purpose: CodePurpose;
  number: string;
  /** Without one, nothing was sent, and the browser must not be able to tell. */
  code?: string;
}

/** Notes in the browser that asks which code it is sent. The mark is keyed, so that the code cannot be read from it. */
export function markAsker(ctx: GenericEndpointContext, sent: SentCode): void {
  const { name, attributes } = cookieFor(ctx, sent.purpose);
  ctx.setCookie(name, markOf(ctx, sent), attributes);
}

/** True in the browser that this code was sent for (ASVS 6.6.2), whether or not it is still good. */
export function isAsker(ctx: GenericEndpointContext, sent: SentCode & { code: string }): boolean {
  return ctx.getCookie(cookieFor(ctx, sent.purpose).name) === markOf(ctx, sent);
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** True once this answer marks the browser. */
export function isMarked(ctx: HookContext, purpose: CodePurpose): boolean {
  const cookies = ctx.context.responseHeaders?.getSetCookie() ?? [];
  return cookies.some((cookie) => cookie.startsWith(`${cookieFor(ctx, purpose).name}=`));
}

function cookieFor(ctx: GenericEndpointContext, purpose: CodePurpose) {
  return ctx.context.createAuthCookie(`phone_${purpose}`, { maxAge: codeLifetimeSeconds });
}

function markOf(ctx: GenericEndpointContext, { purpose, number, code = randomUUID() }: SentCode): string {
  const hmac = createHmac("sha256", ctx.context.secret);
  return hmac.update(`phone code|${purpose}|${number}|${code}`).digest("base64url");
}
