import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware } from "better-auth/api";
import { slugProblem } from "../organization-slug";

const maxNameLength = 100;
/** Of what programs keep with an organization, as JSON: it comes along with every answer about it. */
const maxMetadataLength = 10_000;

/** Endpoints that list members, with what says how many; better-auth would list them all. */
const memberLists: Record<string, string> = {
  "/organization/list-members": "limit",
  "/organization/get-full-organization": "membersLimit",
};
const usualListLength = 100;
const longestList = 500;

/**
 * Names and slugs of organizations follow the same rules in forms and endpoints: `INVALID_SLUG`, `INVALID_NAME`, 400.
 * `metadata` has 10,000 characters as JSON at most: `INVALID_METADATA`, 400.
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
            const { name, slug, metadata } =
              (ctx.path === "/organization/update" ? ctx.body?.data : ctx.body) ?? {};
            if (typeof slug === "string" && slugProblem(slug))
              throw new APIError("BAD_REQUEST", $ERROR_CODES.INVALID_SLUG);
            if (typeof name === "string" && (name.trim() === "" || name.length > maxNameLength))
              throw new APIError("BAD_REQUEST", $ERROR_CODES.INVALID_NAME);
            if (metadata !== undefined && JSON.stringify(metadata).length > maxMetadataLength)
              throw new APIError("BAD_REQUEST", $ERROR_CODES.INVALID_METADATA);
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
  INVALID_METADATA: { code: "INVALID_METADATA", message: "Metadata has 10,000 characters at most" },
} as const;
