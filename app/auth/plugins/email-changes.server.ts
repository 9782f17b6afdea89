import type { BetterAuthPlugin, GenericEndpointContext } from "better-auth";
import { APIError, createAuthEndpoint, getSessionFromCtx, sensitiveSessionMiddleware } from "better-auth/api";
import { deleteSessionCookie, setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import type { Database } from "../../db/db.server";
import { addressChangeUndone } from "../../email/address-change-undone";
import { addressChanged, addressLeft } from "../../email/address-changed";
import { inBackground, requestHeaders } from "../../request-scope.server";
import { recordActivity } from "../activity.server";
import type { AuthServices } from "../auth.server";
import { hidden } from "../challenge.server";
import { whoAsked } from "../device.server";
import { completeEmailChange, readUndo, undoEmailChange } from "../email-changes.server";
import { makeResetToken } from "../links.server";
import { offerAddress } from "../offer-address.server";
import { readPendingEmailChange } from "../pending-email-change.server";
import { emailReserved, isReserved } from "../reserved-addresses.server";
import { domainRefusal } from "../user-rules.server";

const onServer = { method: "POST", requireHeaders: true, metadata: { SERVER_ONLY: true } } as const;
const withToken = { ...onServer, body: z.object({ token: z.string() }) };

/**
 * How an account gets another address. `/change-email` takes the place of better-auth's own: nothing changes before the
 * new address is confirmed by a link that works once, and the old one can undo it for seven days. Asks `freshProof`
 * first; answers alike whether the new address is taken or not (ASVS 6.3.8).
 */
export function emailChanges(services: AuthServices) {
  const { env, db, sendEmail } = services;
  const factsFor = (to: string) => ({
    to,
    appName: env.APP_NAME,
    baseUrl: env.BETTER_AUTH_URL,
    who: whoAsked(requestHeaders()),
  });
  return {
    id: "email-changes",
    init: () => ({ options: { databaseHooks: { user: { update: { before: keepReserved(db) } } } } }),
    endpoints: {
      changeEmail: createAuthEndpoint(
        "/change-email",
        {
          method: "POST",
          // `callbackURL` is better-auth's; the link leads to our own page, whoever asks.
          body: z.object({ newEmail: z.email(), callbackURL: z.string().optional() }),
          use: [sensitiveSessionMiddleware],
          requireHeaders: true,
        },
        async (ctx) => {
          const { user } = ctx.context.session;
          const newEmail = ctx.body.newEmail.toLowerCase();
          if (newEmail === user.email) throw new APIError("BAD_REQUEST", $ERROR_CODES.EMAIL_IS_THE_SAME);
          const refusal = domainRefusal(env, newEmail);
          if (refusal)
            throw new APIError(refusal.code === "INVALID_EMAIL" ? "BAD_REQUEST" : "FORBIDDEN", refusal);
          await offerAddress(services, ctx.context, { user, newEmail });
          return ctx.json({ status: true });
        },
      ),
      /** For the server alone: what the button behind the link does. Says whether this browser is signed in to it. */
      confirmEmailChange: createAuthEndpoint(withToken, async (ctx) => {
        const { token } = ctx.body;
        const pending = await readPendingEmailChange(db, token);
        const done = pending && (await completeEmailChange(db, token, pending));
        if (!done) throw new APIError("BAD_REQUEST", $ERROR_CODES.INVALID_TOKEN);
        const { userId, oldEmail, newEmail, joining } = pending;
        recordActivity(db, { userId, event: joining ? "guest-joined" : "email-changed", detail: newEmail });
        inBackground(sendEmail(addressChanged(factsFor(newEmail))));
        if (done.undoToken) {
          const facts = { ...factsFor(oldEmail), newEmail: hidden(newEmail), token: done.undoToken };
          inBackground(sendEmail(addressLeft(facts)));
        }
        const session = await getSessionFromCtx(ctx, { disableCookieCache: true });
        const isSignedIn = session?.user.id === userId;
        if (session && isSignedIn) await setSessionCookie(ctx, session);
        return ctx.json({ isSignedIn, hasJoined: joining !== undefined });
      }),
      /** For the server alone: answers the token of a link with which the owner sets a new password. */
      undoEmailChange: createAuthEndpoint(withToken, async (ctx) => {
        const change = await readUndo(db, ctx.body.token);
        if (!change || !(await undoEmailChange(db, change)))
          throw new APIError("BAD_REQUEST", $ERROR_CODES.INVALID_TOKEN);
        const { userId, oldEmail, currentEmail } = change;
        // Its session is over; the copy of it in this browser would be believed for another minute.
        if ((await getSessionFromCtx(ctx))?.user.id === userId) deleteSessionCookie(ctx);
        recordActivity(db, { userId, event: "email-change-undone" });
        inBackground(sendEmail(addressChangeUndone({ ...factsFor(oldEmail), isBack: true })));
        if (currentEmail !== oldEmail)
          inBackground(sendEmail(addressChangeUndone({ ...factsFor(currentEmail), isBack: false })));
        return ctx.json({ resetToken: await makeResetToken(ctx.context.internalAdapter, userId) });
      }),
    },
    $ERROR_CODES,
  } satisfies BetterAuthPlugin;
}

/** An operator, who gives somebody an address, takes it from nobody who can still have it back. */
function keepReserved(db: Database) {
  return async ({ email }: { email?: string }, ctx: GenericEndpointContext | null) => {
    if (ctx?.path !== "/admin/update-user" || !email) return;
    if (await isReserved(db, email, String(ctx.body?.userId)))
      throw new APIError("BAD_REQUEST", emailReserved);
  };
}

const $ERROR_CODES = {
  EMAIL_IS_THE_SAME: { code: "EMAIL_IS_THE_SAME", message: "This is the address of the account already" },
  EMAIL_RESERVED: emailReserved,
  INVALID_TOKEN: { code: "INVALID_TOKEN", message: "Invalid token" },
} as const;
