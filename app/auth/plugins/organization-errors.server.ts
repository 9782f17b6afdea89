const words = {
  NO_ACTIVE_ORGANIZATION: "No active organization",
  ORGANIZATION_NOT_FOUND: "Organization not found",
  MEMBER_NOT_FOUND: "Member not found",
  ROLE_NOT_FOUND: "Role not found",
  YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER: "You are not allowed to update this member",
  YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_MEMBER: "You are not allowed to delete this member",
  YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_ORGANIZATION: "You are not allowed to delete this organization",
  YOU_ARE_NOT_ALLOWED_TO_INVITE_USERS_TO_THIS_ORGANIZATION:
    "You are not allowed to invite users to this organization",
  YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE: "You are not allowed to invite a user with this role",
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER: "You cannot leave the organization as the only owner",
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER: "You cannot leave the organization without an owner",
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: "User is already a member of this organization",
  ORGANIZATION_MEMBERSHIP_LIMIT_REACHED: "Organization membership limit reached",
  NOBODY_TO_ADD: "No account has this address or username",
  MEMBER_CANNOT_OWN: "This member cannot be made owner",
  YOU_ARE_NOT_ALLOWED_TO_CREATE_A_ROLE: "You are not allowed to create a role",
  YOU_ARE_NOT_ALLOWED_TO_UPDATE_A_ROLE: "You are not allowed to update a role",
  YOU_ARE_NOT_ALLOWED_TO_DELETE_A_ROLE: "You are not allowed to delete a role",
  ROLE_NAME_IS_ALREADY_TAKEN: "That role name is already taken",
  INVALID_ROLE_NAME: "Role names have 2 to 30 small letters, digits and hyphens",
  ROLE_NAME_STAYS: "A role keeps its name: its members have it by this name",
  TOO_MANY_ROLES: "This organization has too many roles",
  INVALID_RESOURCE: "The provided permission includes an invalid resource",
  CANNOT_DELETE_A_PRE_DEFINED_ROLE: "Cannot delete a pre-defined role",
  ROLE_IS_ASSIGNED_TO_MEMBERS: "Cannot delete a role that is in use",
  YOU_ARE_NOT_ALLOWED_TO_CREATE_TEAMS_IN_THIS_ORGANIZATION:
    "You are not allowed to create teams in this organization",
  YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_TEAM: "You are not allowed to update this team",
  YOU_ARE_NOT_ALLOWED_TO_DELETE_TEAMS_IN_THIS_ORGANIZATION:
    "You are not allowed to delete teams in this organization",
  YOU_ARE_NOT_ALLOWED_TO_CREATE_A_NEW_TEAM_MEMBER: "You are not allowed to create a new member",
  YOU_ARE_NOT_ALLOWED_TO_REMOVE_A_TEAM_MEMBER: "You are not allowed to remove a team member",
  YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_TEAMS: "You have reached the maximum number of teams",
  USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: "User is not a member of the organization",
  USER_IS_NOT_A_MEMBER_OF_THE_TEAM: "User is not a member of the team",
  TEAM_NOT_FOUND: "Team not found",
  TEAM_ALREADY_EXISTS: "Team already exists",
  INVALID_TEAM_NAME: "Names of teams have 1 to 60 characters",
  ONLY_OWNER_OF_ORGANIZATIONS:
    "This account is the only owner of organizations: hand them over or delete them first",
} as const;

type Code = keyof typeof words;

/** What our endpoints about organizations refuse with; better-auth's codes where it has one. */
export const organizationErrors = Object.fromEntries(
  Object.entries(words).map(([code, message]) => [code, { code, message }]),
) as { [Name in Code]: { code: Name; message: string } };
