const words = {
  ADMIN_SETS_NO_PASSWORD: "An admin never sets a password: its owner does, by the link in a message",
  FIELD_NOT_ALLOWED: "An admin changes name, email, username, phoneNumber and image here, and nothing else",
  INVALID_PERSON: "A value is not one that its field can have",
  UNKNOWN_ROLE: "The roles are user and admin",
  CANNOT_CHANGE_OWN_ROLE: "Nobody changes their own role",
  GUEST_CANNOT_BE_ADMIN: "A guest has no account of their own yet",
  LAST_ADMIN: "This is the last admin",
  INVALID_BAN: "A ban has a reason of up to 200 characters, and ends in whole seconds from now or never",
  INVALID_SEARCH: "Nobody can be searched for like that",
  CHECK_MISSING: "Say how the person's identity was checked, in 10 to 500 characters",
  NO_SECOND_FACTOR: "There is no second factor to reset",
  ADMINS_ONLY: "This is for admins",
  ACTING_FOR_SOMEBODY: "An admin who acts for somebody cannot do this",
} as const;

type Code = keyof typeof words;

/** What our rules about admins refuse with. */
export const adminErrors = Object.fromEntries(
  Object.entries(words).map(([code, message]) => [code, { code, message }]),
) as { [Name in Code]: { code: Name; message: string } };
