import type { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import type { Database } from "../db/db.server";
import { takeBackInvitation, takeBackMember } from "../db/over-limits.server";
import type { Env } from "../env.server";

type AdapterMaker = ReturnType<typeof drizzleAdapter>;
/** What a row of a member or an invitation has. */
type Row = Record<"id" | "organizationId" | "userId" | "email", string>;

/**
 * Makes an adapter that holds to the limits of organizations, members and invitations. better-auth counts first and
 * writes later: of several requests at once each finds room. What is over a limit when it stands there is taken back,
 * and refused as if it had been counted before.
 */
export function keepLimits({ env, db }: { env: Env; db: Database }, makeAdapter: AdapterMaker): AdapterMaker {
  const most = { organizations: env.ORGANIZATIONS_PER_USER, members: env.MEMBERS_PER_ORGANIZATION };
  const takeBack = async (model: string, row: Row) => {
    if (model === "member") return takeBackMember(db, row, most);
    if (model === "invitation") return takeBackInvitation(db, row, env.INVITATIONS_PER_ORGANIZATION);
  };
  return (options) => {
    const adapter = makeAdapter(options);
    const { create } = adapter;
    // The same object, for better-auth knows its adapter by identity.
    return Object.assign(adapter, {
      create: async (asked: Parameters<typeof create>[0]) => {
        const made = await create(asked);
        const code = await takeBack(asked.model, made as Row);
        if (!code) return made;
        throw new APIError(refusals[code].status, { code, message: refusals[code].message });
      },
    });
  };
}

/** As better-auth refuses. */
const refusals = {
  YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_ORGANIZATIONS: {
    status: "FORBIDDEN",
    message: "You have reached the maximum number of organizations",
  },
  ORGANIZATION_MEMBERSHIP_LIMIT_REACHED: {
    status: "FORBIDDEN",
    message: "Organization membership limit reached",
  },
  INVITATION_LIMIT_REACHED: { status: "FORBIDDEN", message: "Invitation limit reached" },
  USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION: {
    status: "BAD_REQUEST",
    message: "User is already invited to this organization",
  },
} as const;
