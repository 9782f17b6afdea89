/** Words for what an account is. */
export const stateWords = {
  confirmed: "Confirmed",
  unconfirmed: "Not confirmed",
  banned: "Banned",
  guest: "Guest",
} as const;

/** What the list can be ordered by, in words. */
export const sortWords = {
  created: "Newest first",
  used: "Last used first",
  name: "Name",
  email: "E-mail address",
} as const;
