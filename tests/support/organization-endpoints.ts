import {
  type Actor,
  admins,
  everybody,
  type Ids,
  inOrganization,
  members,
  owners,
} from "./organization-table";

interface Question {
  /** Who is answered; everybody else who is signed in is refused. */
  may: Actor[];
  ask?(ids: Ids): Record<string, unknown>;
}

/** Every endpoint of organizations. Who may is answered with 200; what outsiders are answered tells nothing. */
export const endpointTable: Record<string, Question> = {
  "POST /create": {
    may: everybody,
    ask: () => ({ name: "New", slug: `new-${crypto.randomUUID()}`.slice(0, 30) }),
  },
  // Says of a slug whether it is taken, as making an organization does.
  "POST /check-slug": { may: everybody, ask: () => ({ slug: "free-for-all-of-us" }) },
  "GET /list": { may: everybody },
  "GET /list-user-invitations": { may: everybody },
  "POST /set-active": { may: members, ask: inOrganization },
  "POST /set-active by slug": { may: members, ask: ({ slug }) => ({ organizationSlug: slug }) },
  "GET /get-organization": { may: members, ask: inOrganization },
  "GET /get-organization by slug": { may: members, ask: ({ slug }) => ({ organizationSlug: slug }) },
  "GET /get-full-organization": { may: members, ask: inOrganization },
  "GET /get-full-organization by slug": { may: members, ask: ({ slug }) => ({ organizationSlug: slug }) },
  "POST /update": { may: admins, ask: (ids) => ({ ...inOrganization(ids), data: { name: "Engines" } }) },
  "POST /delete": { may: owners, ask: inOrganization },
  "POST /hand-over": {
    may: owners,
    ask: ({ organizationId, memberId }) => ({ organizationId, memberId, stayAs: "owner" }),
  },
  "POST /has-permission": {
    may: members,
    ask: (ids) => ({ ...inOrganization(ids), permissions: { project: ["create"] } }),
  },
  "GET /list-members": { may: members, ask: inOrganization },
  "GET /list-members by slug": { may: members, ask: ({ slug }) => ({ organizationSlug: slug }) },
  // Nobody works in this organization yet: the answer is about one's own, which only outsiders have.
  "GET /get-active-member": { may: ["outsider"] },
  "GET /get-active-member-role": { may: members, ask: inOrganization },
  "GET /get-active-member-role by slug": { may: members, ask: ({ slug }) => ({ organizationSlug: slug }) },
  "POST /add-member": {
    may: admins,
    ask: (ids) => ({ ...inOrganization(ids), email: "newcomer@example.com", role: "member" }),
  },
  "POST /update-member-role": {
    may: admins,
    ask: ({ organizationId, memberId }) => ({ organizationId, memberId, role: "admin" }),
  },
  "POST /remove-member": {
    may: admins,
    ask: ({ organizationId, memberId }) => ({ organizationId, memberIdOrEmail: memberId }),
  },
  // The only owner stays.
  "POST /leave": { may: ["member", "admin"], ask: inOrganization },
  "POST /invite-member": {
    may: admins,
    ask: (ids) => ({ ...inOrganization(ids), email: "guest@example.com", role: "member" }),
  },
  "POST /cancel-invitation": { may: admins, ask: ({ invitationId }) => ({ invitationId }) },
  "GET /list-invitations": { may: admins, ask: inOrganization },
  // For the one who is invited, and that is none of these.
  "GET /get-invitation": { may: [], ask: ({ invitationId }) => ({ id: invitationId }) },
  "POST /accept-invitation": { may: [], ask: ({ invitationId }) => ({ invitationId }) },
  "POST /reject-invitation": { may: [], ask: ({ invitationId }) => ({ invitationId }) },
  "GET /list-teams": { may: members, ask: inOrganization },
  "GET /list-user-teams": { may: members, ask: inOrganization },
  // For those who are in the team, and for the team of the organization that one works in: none of these.
  "GET /list-team-members": { may: [], ask: ({ teamId }) => ({ teamId }) },
  "POST /set-active-team": { may: [], ask: ({ teamId }) => ({ teamId }) },
  "POST /create-team": { may: admins, ask: (ids) => ({ ...inOrganization(ids), name: "Store" }) },
  "POST /update-team": {
    may: admins,
    ask: ({ organizationId, teamId }) => ({ teamId, data: { name: "Store", organizationId } }),
  },
  "POST /remove-team": { may: admins, ask: ({ organizationId, teamId }) => ({ organizationId, teamId }) },
  "POST /add-team-member": {
    may: admins,
    ask: ({ organizationId, teamId, userId }) => ({ organizationId, teamId, userId }),
  },
  "POST /remove-team-member": {
    may: admins,
    ask: ({ organizationId, teamId, userId }) => ({ organizationId, teamId, userId }),
  },
  "GET /list-roles": { may: members, ask: inOrganization },
  "GET /get-role": { may: members, ask: ({ organizationId, roleId }) => ({ organizationId, roleId }) },
  "POST /create-role": {
    may: admins,
    ask: (ids) => ({ ...inOrganization(ids), role: "reader", permission: { project: ["create"] } }),
  },
  "POST /update-role": {
    may: admins,
    ask: ({ organizationId, roleId }) => ({
      organizationId,
      roleId,
      data: { permission: { project: ["update"] } },
    }),
  },
  "POST /delete-role": { may: admins, ask: ({ organizationId, roleId }) => ({ organizationId, roleId }) },
};
