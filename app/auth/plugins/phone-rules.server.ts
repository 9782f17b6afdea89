import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { and, eq, isNotNull } from "drizzle-orm";
import type { Database } from "../../db/db.server";
import { account, user } from "../../db/schema";
import { logEvent } from "../../request-scope.server";
import { recordWrongPassword } from "../activity.server";
import { isAsker, isMarked, markAsker } from "../phone-codes.server";
import { e164 } from "../phone-number";

/** Where a code is given back: in which field, and what it was sent for. */
const takesCode = {
  "/phone-number/verify": { field: "code", purpose: "number" },
  "/phone-number/reset-password": { field: "otp", purpose: "reset" },
} as const;

const takesNumber = /^\/(phone-number\/|sign-in\/phone-number$)/;

/**
 * What better-auth leaves open about phone numbers: every endpoint takes them in one form, so that limits count alike; a
 * code works only in the browser that asked for it (ASVS 6.6.2); and no answer tells a known number from an unknown one,
 * by its words or its time (ASVS 6.3.8).
 */
export function phoneRules(db: Database) {
  return {
    id: "phone-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && takesNumber.test(path),
          handler: createAuthMiddleware(async (ctx) => {
            const number: unknown = ctx.body?.phoneNumber;
            if (typeof number === "string" && !e164.test(number))
              throw new APIError("BAD_REQUEST", invalidNumber);
          }),
        },
        {
          matcher: ({ path }) => path !== undefined && path in takesCode,
          handler: createAuthMiddleware(async (ctx) => {
            const { field, purpose } = takesCode[ctx.path as keyof typeof takesCode];
            const { phoneNumber: number, [field]: code } = ctx.body ?? {};
            if (typeof number !== "string" || typeof code !== "string") return;
            // Elsewhere no code is right. It is counted as a wrong one, which it may be.
            if (!isAsker(ctx, { purpose, number, code })) return { context: { body: { [field]: "-" } } };
          }),
        },
        {
          matcher: ({ path }) => path === "/sign-in/phone-number",
          handler: createAuthMiddleware(async (ctx) => {
            const { phoneNumber: number, password } = ctx.body ?? {};
            if (typeof number !== "string" || typeof password !== "string") return;
            if (await hasPassword(db, number)) return;
            // As much work as a wrong password makes: two questions, a hash and a note. And no text message.
            const { adapter, internalAdapter, password: passwords } = ctx.context;
            await adapter.findOne({ model: "user", where: [{ field: "phoneNumber", value: number }] });
            await internalAdapter.findCredentialAccount("nobody");
            await passwords.hash(password);
            recordWrongPassword(db, { by: "phoneNumber", value: number });
            logEvent("auth", { path: ctx.path, outcome: wrongNumberOrPassword.code });
            throw new APIError("UNAUTHORIZED", wrongNumberOrPassword);
          }),
        },
        {
          // better-auth refuses it for a new address only, which tells the new ones from those that are taken.
          matcher: (context) => context.path === "/sign-up/email" && Boolean(context.body?.phoneNumber),
          handler: createAuthMiddleware(async () => {
            throw new APIError("BAD_REQUEST", cannotBeSet);
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path === "/phone-number/request-password-reset",
          handler: createAuthMiddleware(async (ctx) => {
            const number: unknown = ctx.body?.phoneNumber;
            if (typeof number !== "string" || ctx.context.returned instanceof APIError) return;
            if (!isMarked(ctx, "reset")) markAsker(ctx, { purpose: "reset", number });
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

const invalidNumber = { code: "INVALID_PHONE_NUMBER", message: "Invalid phone number" };
/** In better-auth's own order: it is in the answer. */
const wrongNumberOrPassword = {
  message: "Invalid phone number or password",
  code: "INVALID_PHONE_NUMBER_OR_PASSWORD",
};
const cannotBeSet = {
  code: "PHONE_NUMBER_CANNOT_BE_SET",
  message: "Phone number can only be set by verifying it",
};

/** True when somebody can sign in with this number, which they have confirmed, and a password. */
async function hasPassword(db: Database, number: string): Promise<boolean> {
  const [found] = await db
    .select({ id: user.id })
    .from(user)
    .innerJoin(account, eq(account.userId, user.id))
    .where(
      and(eq(user.phoneNumber, number), eq(user.phoneNumberVerified, true), isNotNull(account.password)),
    );
  return found !== undefined;
}
