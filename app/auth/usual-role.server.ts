/**
 * No role is the usual one, for `databaseHooks`. Written out, it would tell a new account from a taken address in the
 * answer, and the few people with a role of their own would not be found by their index.
 */
export const usualRoleIsNone = {
  create: { before: async (user: object) => ({ data: { ...user, role: specialRole(user) } }) },
  update: {
    before: async (user: object) =>
      "role" in user ? { data: { ...user, role: specialRole(user) } } : undefined,
  },
};

/** The role of an account where it is another than the usual. */
function specialRole(user: object): string | null {
  return "role" in user && typeof user.role === "string" && user.role !== "user" ? user.role : null;
}
