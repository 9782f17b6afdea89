import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import type { Database } from "../../db/db.server";
import { isInvitationFor } from "../../db/invitations.server";
import { isMemberOf } from "../../db/memberships.server";

/**
 * Whoever is no member learns of no organization, team or invitation that it exists. better-auth answers some questions
 * about what is somebody else's otherwise than about what nobody has, and takes the active organization away from who
 * asks for another one's: here both are answered alike.
 */
export function organizationPrivacy(db: Database) {
  return {
    id: "organization-privacy",
    hooks: {
      before: [
        {
          matcher: ({ path }) => path !== undefined && path in namedBy,
          handler: createAuthMiddleware(async (ctx) => {
            const { named, refusal = notFound } = namedBy[ctx.path]?.({ ...ctx.query, ...ctx.body }) ?? {};
            const found = named && (await getSessionFromCtx(ctx));
            if (found && !(await isMemberOf(db, found.user.id, named))) throw refused(refusal);
          }),
        },
        {
          // Pages have shown an invitation to whoever holds its link, and say more.
          matcher: ({ path, request }) => Boolean(request && path && forTheInvited.includes(path)),
          handler: createAuthMiddleware(async (ctx) => {
            const found = await getSessionFromCtx(ctx);
            const id = String(ctx.body?.invitationId ?? ctx.query?.id ?? "");
            if (found && !(await isInvitationFor(db, id, found.user.email)))
              throw refused("INVITATION_NOT_FOUND");
          }),
        },
      ],
      after: [
        {
          matcher: ({ path }) => path !== undefined && path in alike,
          handler: createAuthMiddleware(async (ctx) => {
            const { returned } = ctx.context;
            const [as, other] = alike[ctx.path] ?? [];
            const code = isAPIError(returned) ? returned.body?.code : undefined;
            if (as && (code === as || code === other)) throw refused(as);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

interface Asked {
  organizationId?: unknown;
  organizationSlug?: unknown;
}

type Named = { named?: { id?: string; slug?: string }; refusal?: keyof typeof answers };

const notFound = "ORGANIZATION_NOT_FOUND";

/** The organization that a call names; none where it means the active one, or is answered alike anyway. */
const namedBy: Record<string, (asked: Asked) => Named> = {
  "/organization/set-active": ({ organizationId: id, organizationSlug: slug }) =>
    id ? { named: { id: String(id) } } : slug && id !== null ? { named: { slug: String(slug) } } : {},
  "/organization/get-organization": bySlugOrId,
  "/organization/get-full-organization": bySlugOrId,
  "/organization/list-members": bySlug,
  "/organization/get-active-member-role": bySlug,
};

function bySlugOrId({ organizationId: id, organizationSlug: slug }: Asked): Named {
  return slug ? { named: { slug: String(slug) } } : id ? { named: { id: String(id) } } : {};
}

function bySlug({ organizationSlug: slug }: Asked): Named {
  return slug ? { named: { slug: String(slug) }, refusal: "YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION" } : {};
}

const forTheInvited = [
  "/organization/get-invitation",
  "/organization/accept-invitation",
  "/organization/reject-invitation",
];

/** Codes that would tell what exists from what does not; the first is answered for both. */
const alike: Record<string, [keyof typeof answers, string]> = {
  "/organization/list-team-members": ["USER_IS_NOT_A_MEMBER_OF_THE_TEAM", "TEAM_NOT_FOUND"],
  "/organization/cancel-invitation": ["INVITATION_NOT_FOUND", "MEMBER_NOT_FOUND"],
};

const answers = {
  ORGANIZATION_NOT_FOUND: ["BAD_REQUEST", "Organization not found"],
  YOU_ARE_NOT_A_MEMBER_OF_THIS_ORGANIZATION: ["FORBIDDEN", "You are not a member of this organization"],
  USER_IS_NOT_A_MEMBER_OF_THE_TEAM: ["BAD_REQUEST", "User is not a member of the team"],
  INVITATION_NOT_FOUND: ["BAD_REQUEST", "Invitation not found"],
} as const;

function refused(code: keyof typeof answers): APIError {
  const [status, message] = answers[code];
  return new APIError(status, { code, message });
}
