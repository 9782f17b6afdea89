/** Who asks. A stranger is not signed in; an outsider is the owner of another organization. */
export const actors = ["stranger", "outsider", "member", "admin", "owner"] as const;
export type Actor = (typeof actors)[number];

export const everybody: Actor[] = ["outsider", "member", "admin", "owner"];
export const members: Actor[] = ["member", "admin", "owner"];
export const admins: Actor[] = ["admin", "owner"];
export const owners: Actor[] = ["owner"];

/** What there is in an organization that has everything, made anew for each question. */
export const idNames = [
  "organizationId",
  "name",
  "slug",
  // A plain member, who is in the team.
  "memberId",
  "userId",
  "teamId",
  "roleId",
  "projectId",
  // An invitation to somebody else.
  "invitationId",
  // A domain without a record.
  "domainId",
  "verifiedDomainId",
  // Of somebody with an address of the verified domain.
  "requestId",
] as const;

export type Ids = Record<(typeof idNames)[number], string>;

export const inOrganization = ({ organizationId }: Ids) => ({ organizationId });

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
  "POST /domains verify": { may: admins, form: ({ domainId }) => ({ domainId }) },
  "POST /domains save": {
    may: admins,
    form: ({ verifiedDomainId: domainId }) => ({ domainId, joining: "free" }),
  },
  "POST /domains remove": { may: admins, form: ({ domainId }) => ({ domainId }) },
  "GET /requests": { may: admins },
  "POST /requests accept": { may: admins, form: ({ requestId }) => ({ requestId }) },
  "POST /requests decline": { may: admins, form: ({ requestId }) => ({ requestId }) },
  "GET /activity": { may: admins },
  "GET /settings": { may: members },
  "POST /settings save": { may: admins, form: ({ slug }) => ({ name: "Engines", slug }) },
  "POST /settings upload-logo": { may: admins },
  "POST /settings remove-logo": { may: admins },
  "POST /settings leave": { may: members },
  "POST /settings delete": { may: owners, form: () => ({ confirmation: "wrong" }) },
  "GET /hand-over": { may: owners },
  "POST /hand-over": { may: owners, form: ({ memberId }) => ({ member: memberId, stayAs: "owner" }) },
};

/** What each is answered: the status, where it leads, and whether the organization is named there. */
interface Way {
  answers: Record<Actor, string>;
  form?(ids: Ids): Record<string, string>;
}

const toSignIn = "302 /sign-in";
const signedIn = (outsider: string, member = outsider): Record<Actor, string> => ({
  stranger: toSignIn,
  outsider,
  member,
  admin: member,
  owner: member,
});

/** The pages around organizations, and each form of them; what is asked for is of an organization with everything. */
export const ways: Record<string, Way> = {
  "GET /organizations": { answers: signedIn("200", "200 named") },
  // Nobody here has an address of the organization's domain.
  "POST /organizations join": { answers: signedIn("404"), form: inOrganization },
  "POST /organizations ask": { answers: signedIn("404"), form: inOrganization },
  "POST /organizations withdraw": { answers: signedIn("303 /organizations"), form: inOrganization },
  "GET /organizations/new": { answers: signedIn("200") },
  "POST /organizations/new": {
    answers: signedIn("303 /organizations/new-one"),
    form: () => ({ name: "New", slug: `new-${crypto.randomUUID()}`.slice(0, 30) }),
  },
  "GET /organizations/switch": { answers: signedIn("302 /organizations") },
  "POST /organizations/switch": {
    answers: signedIn("303 /organizations", "303 /organizations/this-one"),
    form: ({ organizationId, slug }) => ({
      organization: organizationId,
      returnTo: `/organizations/${slug}`,
    }),
  },
  // Whoever has the link may see what it is for; it is answered by the one who is invited, and that is none of these.
  "GET /invitations/:invitationId": { answers: { ...signedIn("200 named"), stranger: "200 named" } },
  "POST /invitations/:invitationId accept": {
    answers: { ...signedIn("400 named"), stranger: "303 /sign-in" },
  },
  "POST /invitations/:invitationId decline": {
    answers: { ...signedIn("400 named"), stranger: "303 /sign-in" },
  },
};
