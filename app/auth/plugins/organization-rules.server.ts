import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { slugProblem } from "../organization-slug";

const maxNameLength = 100;

/** Endpoints that list members, with what says how many; better-auth would list them all. */
const memberLists: Record<string, string> = {
  "/organization/list-members": "limit",
  "/organization/get-full-organization": "membersLimit",
};
const usualListLength = 100;
const longestList = 500;

/**
 * Names and slugs of organizations follow the same rules in forms and endpoints: `INVALID_SLUG`, `INVALID_NAME`, 400.
 * Members are listed 100 at a time, or as many as is asked for up to 500.
 */
export function organizationRules() {
  return {
    id: "organization-rules",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/organization/create" || path === "/organization/update",
          handler: createAuthMiddleware(async (ctx) => {
            const { name, slug } = (ctx.path === "/organization/update" ? ctx.body?.data : ctx.body) ?? {};
            if (typeof slug === "string" && slugProblem(slug))
              throw new APIError("BAD_REQUEST", $ERROR_CODES.INVALID_SLUG);
            if (typeof name === "string" && (name.trim() === "" || name.length > maxNameLength))
              throw new APIError("BAD_REQUEST", $ERROR_CODES.INVALID_NAME);
          }),
        },
        {
          matcher: ({ path }) => path !== undefined && path in memberLists,
          handler: createAuthMiddleware(async (ctx) => {
            const name = memberLists[ctx.path] ?? "";
            const wanted = Number(ctx.query?.[name]) || usualListLength;
            const query = { ...ctx.query, [name]: Math.min(Math.max(wanted, 1), longestList) };
            return { context: { query } };
          }),
        },
      ],
    },
    $ERROR_CODES,
  } satisfies BetterAuthPlugin;
}

const $ERROR_CODES = {
  INVALID_SLUG: { code: "INVALID_SLUG", message: "Slugs are small letters, digits and hyphens" },
  INVALID_NAME: { code: "INVALID_NAME", message: "Names have 1 to 100 characters" },
} as const;
