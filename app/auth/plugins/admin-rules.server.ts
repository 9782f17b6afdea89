import type { BetterAuthPlugin } from "better-auth";
import {
  APIError,
  createAuthMiddleware,
  getAuthoritativeSessionFromCtx,
  getSessionFromCtx,
} from "better-auth/api";
import { z } from "zod";
import { isLastAdmin } from "../../db/admins.server";
import type { Database } from "../../db/db.server";
import type { Env } from "../../env.server";
import { adminChange, withMarks } from "../admin-changes";
import { adminRole, isAdmin } from "../admin-role";
import { domainRefusal } from "../user-rules.server";
import { userSearch } from "../user-search";
import { adminErrors } from "./admin-errors.server";

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];
/** What a rule makes of a call: the fields of body or query that it puts in place of others. */
type Changed = { body?: Record<string, unknown>; query?: Record<string, unknown> } | undefined;
type Rule = (ctx: HookContext, adminId: string) => Promise<Changed> | Changed;

const tenYears = 10 * 365 * 24 * 60 * 60;

const ban = z.object({
  banReason: z.string().trim().max(200).optional(),
  banExpiresIn: z.number().int().min(1).max(tenYears).optional(),
});

/**
 * What admins can do by better-auth's endpoints, from the console and from elsewhere: no password is set or seen, an
 * account changes in known fields and to values that its owner could have, roles are known ones, nobody changes their
 * own role, and the last admin stays.
 */
export function adminRules({ db, env }: { db: Database; env: Env }) {
  const rules: Record<string, Rule> = {
    "/admin/set-user-password": () => refuse("FORBIDDEN", "ADMIN_SETS_NO_PASSWORD"),
    // What else can be said of a new account: `created-people`.
    "/admin/create-user": ({ body }) => {
      const { role, name } = Object(body);
      return { body: { ...(role !== undefined && { role: roleIn(role) }), name: changeIn({ name }).name } };
    },
    "/admin/update-user": async ({ body, context }) => {
      const change = changeIn(Object(body?.data));
      const target = await context.internalAdapter.findUserById(String(body?.userId));
      if (!target) return undefined;
      if (change.email && change.email !== target.email) {
        const refusal = domainRefusal(env, change.email);
        if (refusal) throw new APIError("BAD_REQUEST", refusal);
      }
      await refuseTaken(context, target.id, change);
      return { body: { data: withMarks(change, target) } };
    },
    "/admin/set-role": async ({ body, context }, adminId) => {
      const role = roleIn(body?.role);
      if (String(body?.userId) === adminId) refuse("BAD_REQUEST", "CANNOT_CHANGE_OWN_ROLE");
      const target = await context.internalAdapter.findUserById(String(body?.userId));
      if (role === adminRole && target && "isAnonymous" in target && target.isAnonymous)
        refuse("BAD_REQUEST", "GUEST_CANNOT_BE_ADMIN");
      return { body: { role } };
    },
    "/admin/ban-user": ({ body }) => {
      const asked = ban.safeParse(body ?? {});
      return { body: asked.data ?? refuse("BAD_REQUEST", "INVALID_BAN") };
    },
    // Only the token says whose session it is, and afterwards it is gone: for the row in the audit log.
    "/admin/revoke-user-session": async ({ body, context }) => {
      const found = await context.internalAdapter.findSession(String(body?.sessionToken));
      return found ? { body: { userId: found.user.id } } : undefined;
    },
    "/admin/list-users": ({ query }) => {
      const asked = userSearch.safeParse(query ?? {});
      return { query: asked.data ?? refuse("BAD_REQUEST", "INVALID_SEARCH") };
    },
  };
  return {
    id: "admin-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && Object.hasOwn(rules, path),
          handler: createAuthMiddleware(async (ctx) => {
            const user = (await getAuthoritativeSessionFromCtx(ctx))?.user;
            // better-auth refuses everybody else, in its own words.
            if (!user || !isAdmin(user.role)) return;
            const context = await rules[ctx.path]?.(ctx, user.id);
            return context && { context };
          }),
        },
        {
          // Before anything of the account is gone. Of two who go at once a trigger keeps one.
          matcher: ({ path }) => path === "/delete-user" || path === "/delete-user/callback",
          handler: createAuthMiddleware(async (ctx) => {
            const user = (await getSessionFromCtx(ctx))?.user;
            if (user && isAdmin(user.role) && (await isLastAdmin(db, user.id)))
              refuse("BAD_REQUEST", "LAST_ADMIN");
          }),
        },
      ],
    },
    $ERROR_CODES: adminErrors,
  } satisfies BetterAuthPlugin;
}

function refuse(status: "BAD_REQUEST" | "FORBIDDEN", code: keyof typeof adminErrors): never {
  throw new APIError(status, adminErrors[code]);
}

function changeIn(data: object) {
  const asked = adminChange.safeParse(data);
  if (asked.success) return asked.data;
  const isUnknown = asked.error.issues.some(({ code }) => code === "unrecognized_keys");
  return refuse("BAD_REQUEST", isUnknown ? "FIELD_NOT_ALLOWED" : "INVALID_PERSON");
}

function roleIn(asked: unknown): string {
  const roles = [asked].flat();
  if (roles.length === 0 || roles.some((role) => role !== "user" && role !== adminRole))
    refuse("BAD_REQUEST", "UNKNOWN_ROLE");
  return roles.includes(adminRole) ? adminRole : "user";
}

/** In the words that owners know; the table has the last word. */
async function refuseTaken(
  { adapter }: HookContext["context"],
  userId: string,
  { username, phoneNumber }: z.output<typeof adminChange>,
) {
  const taken = async (field: string, value: string | null | undefined) => {
    if (!value) return false;
    const found = await adapter.findOne<{ id: string }>({ model: "user", where: [{ field, value }] });
    return found !== null && found.id !== userId;
  };
  if (await taken("username", username?.toLowerCase()))
    throw new APIError("BAD_REQUEST", {
      code: "USERNAME_IS_ALREADY_TAKEN",
      message: "Username is already taken",
    });
  if (await taken("phoneNumber", phoneNumber))
    throw new APIError("BAD_REQUEST", { code: "PHONE_NUMBER_EXIST", message: "Phone number already exists" });
}
