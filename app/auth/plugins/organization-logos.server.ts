import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { removeAvatar } from "../../avatars/store.server";
import { organization } from "../../db/schema";
import { inBackground } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { recordOrganizationActivity } from "../organization-activity.server";

/**
 * Holds `organization.logo` to pictures that were uploaded to a page here: an address elsewhere would have every viewer's
 * browser tell that place about them, and a picture that is kept already may be on its way out. Endpoints take a logo away,
 * and set none: `INVALID_LOGO`, 400.
 */
export function organizationLogos({ env: { AVATARS: bucket }, db }: Pick<AuthServices, "env" | "db">) {
  /** What a change may replace, by the headers that came with it. */
  const before = new WeakMap<object, string | null>();
  return {
    id: "organization-logos",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path === "/organization/create" || path === "/organization/update",
          handler: createAuthMiddleware(async ({ path, body, request }) => {
            const { logo } = (path === "/organization/update" ? body?.data : body) ?? {};
            // Pages call without a request, for a picture that they have just kept.
            if (logo && (request || path === "/organization/create"))
              throw new APIError("BAD_REQUEST", invalidLogo);
          }),
        },
        {
          matcher: changesLogo,
          handler: createAuthMiddleware(async (ctx) => {
            const found = ctx.headers && (await getSessionFromCtx(ctx));
            if (!found) return;
            const id = String(ctx.body?.organizationId || found.session.activeOrganizationId || "");
            const [row] = await db
              .select({ logo: organization.logo })
              .from(organization)
              .where(eq(organization.id, id));
            if (ctx.headers) before.set(ctx.headers, row?.logo ?? null);
          }),
        },
      ],
      after: [
        {
          matcher: changesLogo,
          handler: createAuthMiddleware(async (ctx) => {
            const { returned } = ctx.context;
            const found = ctx.context.session ?? (await getSessionFromCtx(ctx));
            if (!returned || isAPIError(returned) || !found || !ctx.headers) return;
            const { id: organizationId, logo } = returned as { id: string; logo?: string | null };
            const old = before.get(ctx.headers) || null;
            if (old === (logo || null)) return;
            // Only now: a crash in between leaves a picture that nobody shows, never one that is gone.
            if (bucket && old) inBackground(removeAvatar(bucket, old));
            const event = logo ? "logo-changed" : "logo-removed";
            recordOrganizationActivity(db, { organizationId, actor: found.user, event });
          }),
        },
      ],
    },
    $ERROR_CODES: { INVALID_LOGO: invalidLogo },
  } satisfies BetterAuthPlugin;
}

function changesLogo({ path, body }: { path?: string; body?: { data?: unknown } }): boolean {
  return path === "/organization/update" && Object.hasOwn(Object(body?.data), "logo");
}

const invalidLogo = { code: "INVALID_LOGO", message: "A logo is uploaded in the settings" } as const;
