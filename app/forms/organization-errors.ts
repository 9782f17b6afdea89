import type { AuthErrorCode } from "../auth/auth.server";

/** What to tell people about organizations, by the code that better-auth or a plugin answered with. */
export const organizationMessageOf: Partial<Record<AuthErrorCode, string>> = {
  ORGANIZATION_ALREADY_EXISTS: "Another organization has this short name. Choose another one.",
  ORGANIZATION_SLUG_ALREADY_TAKEN: "Another organization has this short name. Choose another one.",
  INVALID_SLUG: "Use small letters, digits and single hyphens, like analytical-engines.",
  ORGANIZATION_NOT_FOUND:
    "Type its short name exactly as it is written. If it is right, the organization has another one by now, or is gone.",
  INVALID_NAME: "Use 1 to 100 characters.",
  YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE:
    "You can give roles that may do no more than you may. Only owners invite owners.",
  TEAM_NOT_FOUND: "This team is gone. Choose another one.",
  INVITATION_LIMIT_REACHED:
    "As many invitations are open as an organization may have. Cancel some, or wait until they are answered.",
  USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: "This person is a member already.",
  INVITATION_NOT_FOUND: "This invitation is not open any more.",
  YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION: "This invitation is for another address than yours.",
  EMAIL_VERIFICATION_REQUIRED_BEFORE_ACCEPTING_OR_REJECTING_INVITATION:
    "Confirm your e-mail address first: open the link in the message that we sent you.",
  ORGANIZATION_MEMBERSHIP_LIMIT_REACHED:
    "The organization has as many members as it may have. Somebody has to be removed first.",
  YOU_ARE_NOT_ALLOWED_TO_CREATE_A_NEW_ORGANIZATION: "Create an account first, then make an organization.",
  YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_ORGANIZATIONS:
    "You own as many organizations as one person may here. Hand one over or delete one first.",
  MEMBER_NOT_FOUND: "This member is gone, or was changed meanwhile. Look at the list again.",
  ROLE_NOT_FOUND: "This role is gone. Choose another one.",
  TEAM_ALREADY_EXISTS: "There is a team of this name already. Choose another one.",
  INVALID_TEAM_NAME: "Use 1 to 60 characters.",
  YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_TEAMS:
    "There are as many teams as an organization may have. Remove one first.",
  USER_IS_NOT_A_MEMBER_OF_THE_ORGANIZATION: "This person is no member of the organization any more.",
  USER_IS_NOT_A_MEMBER_OF_THE_TEAM: "This person is not in the team any more.",
  ROLE_NAME_IS_ALREADY_TAKEN: "There is a role of this name already. Choose another one.",
  INVALID_ROLE_NAME: "Use 2 to 30 small letters, digits and hyphens, like project-lead.",
  TOO_MANY_ROLES: "There are as many own roles as an organization may have. Delete one first.",
  YOU_ARE_NOT_ALLOWED_TO_CREATE_A_ROLE: "A role can do no more than you may do yourself.",
  YOU_ARE_NOT_ALLOWED_TO_UPDATE_A_ROLE: "A role can do no more than you may do yourself.",
  YOU_ARE_NOT_ALLOWED_TO_DELETE_A_ROLE: "This role may do more than you may. Ask an owner.",
  YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER:
    "Your role does not allow this. Owners are changed by owners, and nobody gives a role that may do more than their own.",
  YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_MEMBER:
    "Your role does not allow this. Owners are removed by owners, and nobody removes somebody who may do more.",
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER:
    "An organization always has an owner, and this is the only one. Hand it over first, or delete it.",
  YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER:
    "An organization always has an owner, and this is the only one. Hand it over first, or delete it.",
  NOBODY_TO_ADD: "No account has this address or username. Invite it instead.",
  MEMBER_CANNOT_OWN: "This member cannot be made owner. Choose another one.",
  ONLY_OWNER_OF_ORGANIZATIONS: "You are the only owner of an organization. Hand it over or delete it first.",
};
