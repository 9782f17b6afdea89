import type { createAuthMiddleware } from "better-auth/api";
import type { Happening } from "../activity.server";
import { endpointName } from "../endpoint-name";
import { throughWay } from "../ways";
import { changeIn } from "./phone-changes.server";

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];
type What = Omit<Happening, "userId">;

/** Endpoints that sign somebody in, with the way that they are. */
const wayOf: Record<string, string> = {
  "/sign-in/email": "password",
  // Signs in where an invitation has confirmed the address.
  "/sign-up/email": "password",
  "/sign-in/username": "password",
  "/sign-in/phone-number": "password",
  "/sign-in/email-otp": "email-code",
  "/magic-link/verify": "link",
  "/phone-number/verify": "text-code",
  "/passkey/verify-authentication": "passkey",
  "/two-factor/verify-totp": "app-code",
  "/two-factor/verify-otp": "step-code",
  "/two-factor/verify-backup-code": "backup-code",
};

/** Endpoints by which a provider signs somebody in. */
const throughProvider = ["/callback/:id", "/sign-in/social"];

/** What else happens to an account, by the endpoint that does it. */
const eventOf: Record<string, (ctx: HookContext) => What> = {
  "/change-password": () => ({ event: "password-changed" }),
  setPassword: () => ({ event: "password-set" }),
  "/two-factor/disable": () => ({ event: "two-factor-off" }),
  "/two-factor/generate-backup-codes": () => ({ event: "backup-codes-made" }),
  "/passkey/verify-registration": ({ context }) => ({
    event: "passkey-added",
    detail: nameIn(context.returned),
  }),
  "/passkey/update-passkey": ({ body }) => ({ event: "passkey-renamed", detail: nameIn(body) }),
  "/passkey/delete-passkey": () => ({ event: "passkey-removed" }),
  "/revoke-session": () => ({ event: "session-ended" }),
  "/revoke-sessions": () => ({ event: "sessions-ended" }),
  "/revoke-other-sessions": () => ({ event: "sessions-ended" }),
  "/unlink-account": ({ body }) => ({ event: "disconnected", detail: String(body?.providerId ?? "") }),
  "/update-user": (ctx) => (changeIn(ctx) === "remove" ? { event: "phone-removed" } : profileChange(ctx)),
};

/** Ways of signing in and changes whose success is noted. */
export function isNoted(name: string): boolean {
  const others = ["/verify-email", "/sign-up/email", "/two-factor/enable"];
  return name in wayOf || name in eventOf || others.includes(name) || throughProvider.includes(name);
}

/** True when an endpoint has signed somebody in on this device, who was not signed in by this request before. */
export function isSignIn(ctx: HookContext): boolean {
  const event = happeningOf(ctx)?.event;
  return event === "signed-in" || event === "signed-in-through" || event === "address-confirmed";
}

/** The way in that an endpoint is; nothing for the second step. A provider's is its id after `through-`. */
export function wayIn(ctx: HookContext): string | undefined {
  const name = endpointName(ctx);
  if (throughProvider.includes(name)) return throughWay(providerOf(ctx));
  return name.startsWith("/two-factor/") ? undefined : wayOf[name];
}

/** What an endpoint that succeeded has done to the account of its caller; nothing where it has done nothing yet. */
export function happeningOf(ctx: HookContext): What | undefined {
  const name = endpointName(ctx);
  const { session, newSession } = ctx.context;
  // An app has to show a code first; codes that are sent need no more than this.
  if (name === "/two-factor/enable")
    return ctx.body?.method === "otp" ? { event: "two-factor-on" } : undefined;
  if (name in eventOf) return eventOf[name]?.(ctx);
  if (changeIn(ctx) === "replace") return { event: "phone-changed" };
  if (!newSession) return undefined;
  if (name === "/two-factor/verify-totp" && session) return { event: "two-factor-on" };
  // A sign-up begins a session where its invitation has proved the address.
  if (name === "/verify-email" || name === "/sign-up/email") return { event: "address-confirmed" };
  if (throughProvider.includes(name)) return { event: "signed-in-through", detail: providerOf(ctx) };
  return { event: "signed-in", detail: wayOf[name] };
}

function providerOf({ params, body }: HookContext): string {
  return String(params?.id ?? body?.provider ?? "");
}

function profileChange({ body, context }: HookContext): What {
  if (body?.image !== undefined)
    return { event: body.image === null ? "picture-removed" : "picture-changed" };
  const before: unknown = context.session?.user.username;
  const username: unknown = body?.username;
  const isChanged = username !== undefined && (username ?? "") !== (before ?? "");
  if (!isChanged) return { event: "profile-changed" };
  return { event: "username-changed", detail: typeof username === "string" ? username : "" };
}

function nameIn(value: unknown): string {
  const name = typeof value === "object" && value !== null && "name" in value ? value.name : "";
  return typeof name === "string" ? name : "";
}
