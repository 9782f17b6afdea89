import type { AuthErrorCode } from "../auth/auth.server";

/** What to tell people about organizations, by the code that better-auth or a plugin answered with. */
export const organizationMessageOf: Partial<Record<AuthErrorCode, string>> = {
  ORGANIZATION_ALREADY_EXISTS: "Another organization has this short name. Choose another one.",
  ORGANIZATION_SLUG_ALREADY_TAKEN: "Another organization has this short name. Choose another one.",
  INVALID_SLUG: "Use small letters, digits and single hyphens, like analytical-engines.",
  INVALID_NAME: "Use 1 to 100 characters.",
  YOU_HAVE_REACHED_THE_MAXIMUM_NUMBER_OF_ORGANIZATIONS:
    "You own as many organizations as one person may here. Hand one over or delete one first.",
};
