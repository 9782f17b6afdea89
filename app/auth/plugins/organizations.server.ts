import { organization } from "better-auth/plugins/organization";
import { and, count, eq } from "drizzle-orm";
import { withdrawRequest } from "../../db/join-requests.server";
import { hasRole } from "../../db/members.server";
import { member } from "../../db/schema";
import type { AuthServices } from "../auth.server";
import { invitationMailer } from "../invitation-mail.server";
import { forgetExpired, invitationLifetimeSeconds } from "../invitations.server";
import { accessControl, roles } from "../permissions";
import { addMemberEndpoint } from "./add-member.server";
import { memberEndpoints } from "./member-endpoints.server";
import { organizationErrors } from "./organization-errors.server";
import { ownershipEndpoints } from "./ownership-endpoints.server";
import { roleEndpoints } from "./role-endpoints.server";
import { teamEndpoints } from "./team-endpoints.server";
import { teamMemberEndpoints } from "./team-member-endpoints.server";

/**
 * Organizations with teams, invitations and roles of their own. What each role may do stands in `permissions.ts`. What
 * changes members, owners, roles and teams are our own endpoints, at better-auth's paths.
 */
export function organizations(services: AuthServices) {
  const plugin = organizationPlugin(services);
  return {
    ...plugin,
    endpoints: {
      ...plugin.endpoints,
      ...memberEndpoints(services.db),
      ...ownershipEndpoints(services),
      ...addMemberEndpoint(services),
      ...roleEndpoints(services),
      ...teamEndpoints(services),
      ...teamMemberEndpoints(services.db),
    },
    $ERROR_CODES: { ...plugin.$ERROR_CODES, ...organizationErrors },
  };
}

function organizationPlugin(services: AuthServices) {
  const { env, db } = services;
  const sendInvitation = invitationMailer(services);
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
    // Guests come and go; what they made would stay without an owner.
    allowUserToCreateOrganization: async (user) => user.isAnonymous !== true,
    organizationLimit: async ({ id }) => {
      const [owned] = await db
        .select({ count: count() })
        .from(member)
        .where(and(eq(member.userId, id), hasRole("owner")));
      return (owned?.count ?? 0) >= env.ORGANIZATIONS_PER_USER;
    },
    membershipLimit: env.MEMBERS_PER_ORGANIZATION,
    // better-auth counts what has expired, and no further than 100: `invitationRules` counts.
    invitationLimit: Number.POSITIVE_INFINITY,
    invitationExpiresIn: invitationLifetimeSeconds,
    requireEmailVerificationOnInvitation: true,
    sendInvitationEmail: async ({ id, email, organization, inviter, role }) =>
      sendInvitation({ id, email, role, organization: organization.name, inviter: inviter.user.name }),
    organizationHooks: {
      afterCreateInvitation: async ({ invitation: { organizationId, email } }) => {
        await forgetExpired(db, organizationId, [email]);
      },
      // Whoever comes in by invitation asks no longer.
      afterAcceptInvitation: async ({ user: { id: userId }, organization: { id: organizationId } }) => {
        await withdrawRequest(db, { userId, organizationId });
      },
    },
  });
}
