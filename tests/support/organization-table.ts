/** Who asks. A stranger is not signed in; an outsider is the owner of another organization. */
export const actors = ["stranger", "outsider", "member", "admin", "owner"] as const;
export type Actor = (typeof actors)[number];

const everybody: Actor[] = ["outsider", "member", "admin", "owner"];
const members: Actor[] = ["member", "admin", "owner"];
const admins: Actor[] = ["admin", "owner"];
const owners: Actor[] = ["owner"];

/** One organization with everything in it, made anew for each question. */
export interface Ids {
  organizationId: string;
  slug: string;
  /** A plain member, who is in the team. */
  memberId: string;
  userId: string;
  teamId: string;
  roleId: string;
  projectId: string;
  /** An invitation to somebody else. */
  invitationId: string;
}

interface Question {
  /** Who is answered; everybody else who is signed in is refused. */
  may: Actor[];
  ask?(ids: Ids): Record<string, unknown>;
}

/** A page, or one form of it by its `intent`. Outsiders find none of them (404), and members are refused with 403. */
export const pages: Record<string, { may: Actor[]; form?(ids: Ids): Record<string, string> }> = {
  "GET ": { may: members },
  "GET /projects": { may: members },
  "POST /projects create": { may: members, form: () => ({ name: "Engine" }) },
  "POST /projects rename": { may: members, form: ({ projectId: id }) => ({ id, name: "Engine" }) },
  "POST /projects delete": { may: admins, form: ({ projectId: id }) => ({ id }) },
  "GET /members": { may: members },
  "POST /members add": { may: admins, form: () => ({ email: "nobody@example.com", role: "member" }) },
  "POST /members change-role": { may: admins, form: ({ memberId }) => ({ member: memberId, role: "admin" }) },
  "POST /members remove": { may: admins, form: ({ memberId }) => ({ member: memberId }) },
  "POST /members leave": { may: members },
  "GET /invitations": { may: admins },
  "POST /invitations send": { may: admins, form: () => ({ emails: "a@example.com", role: "member" }) },
  "POST /invitations resend": { may: admins, form: ({ invitationId }) => ({ invitationId }) },
  "POST /invitations cancel": { may: admins, form: ({ invitationId }) => ({ invitationId }) },
  "GET /teams": { may: members },
  "POST /teams create": { may: admins, form: () => ({ name: "Store" }) },
  "POST /teams rename": { may: admins, form: ({ teamId }) => ({ teamId, name: "Store" }) },
  "POST /teams remove": { may: admins, form: ({ teamId }) => ({ teamId }) },
  "POST /teams switch": { may: members, form: ({ teamId }) => ({ teamId }) },
  "GET /teams/:teamId": { may: members },
  "POST /teams/:teamId add": { may: admins, form: ({ userId }) => ({ userId }) },
  "POST /teams/:teamId remove": { may: admins, form: ({ userId }) => ({ userId }) },
  "GET /roles": { may: members },
  "POST /roles": { may: admins, form: () => ({ role: "reader", name: "reader" }) },
  "GET /roles/:role": { may: members },
  "POST /roles/:role save": { may: admins },
  "POST /roles/:role delete": { may: admins },
  "GET /domains": { may: admins },
  "POST /domains add": { may: admins, form: () => ({ domain: "engines.example" }) },
  "POST /domains verify": { may: admins, form: () => ({ domainId: "none" }) },
  "POST /domains save": { may: admins, form: () => ({ domainId: "none", joining: "request" }) },
  "POST /domains remove": { may: admins, form: () => ({ domainId: "none" }) },
  "GET /requests": { may: admins },
  "POST /requests accept": { may: admins, form: () => ({ requestId: "none" }) },
  "POST /requests decline": { may: admins, form: () => ({ requestId: "none" }) },
  "GET /activity": { may: admins },
  "GET /settings": { may: members },
  "POST /settings save": { may: admins, form: ({ slug }) => ({ name: "Engines", slug }) },
  "POST /settings leave": { may: members },
  "POST /settings delete": { may: owners, form: () => ({ confirmation: "wrong" }) },
  "GET /hand-over": { may: owners },
  "POST /hand-over": { may: owners, form: ({ memberId }) => ({ member: memberId, stayAs: "owner" }) },
};

const inOrganization = ({ organizationId }: Ids) => ({ organizationId });

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
