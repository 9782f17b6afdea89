import { organization } from "better-auth/plugins/organization";
import { and, count, eq, like, or } from "drizzle-orm";
import { member } from "../../db/schema";
import { organizationInvitation } from "../../email/organization-invitation";
import { inBackground, requestHeaders } from "../../request-scope.server";
import type { AuthServices } from "../auth.server";
import { whoAsked } from "../device.server";
import { accessControl, roles } from "../permissions";

const hour = 60 * 60;

/** Organizations with teams, invitations and roles of their own. What each role may do stands in `permissions.ts`. */
export function organizations({ env, db, sendEmail }: AuthServices) {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  return organization({
    ac: accessControl,
    roles,
    dynamicAccessControl: { enabled: true, maximumRolesPerOrganization: env.ROLES_PER_ORGANIZATION },
    teams: {
      enabled: true,
      defaultTeam: { enabled: false },
      maximumTeams: env.TEAMS_PER_ORGANIZATION,
      allowRemovingAllTeams: true,
    },
    organizationLimit: async ({ id }) => {
      const [owned] = await db
        .select({ count: count() })
        .from(member)
        .where(and(eq(member.userId, id), isOwner));
      return (owned?.count ?? 0) >= env.ORGANIZATIONS_PER_USER;
    },
    membershipLimit: env.MEMBERS_PER_ORGANIZATION,
    invitationLimit: env.INVITATIONS_PER_ORGANIZATION,
    invitationExpiresIn: 48 * hour,
    requireEmailVerificationOnInvitation: true,
    sendInvitationEmail: async ({ id, email: to, organization, inviter, role }) =>
      inBackground(
        sendEmail(
          organizationInvitation({
            to,
            id,
            role,
            organization: organization.name,
            inviter: inviter.user.name,
            appName,
            baseUrl,
            who: whoAsked(requestHeaders()),
          }),
        ),
      ),
  });
}

/** Roles stand in one text with commas. */
const isOwner = or(
  eq(member.role, "owner"),
  like(member.role, "owner,%"),
  like(member.role, "%,owner"),
  like(member.role, "%,owner,%"),
);
