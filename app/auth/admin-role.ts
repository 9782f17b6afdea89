/** The role of a person who looks after this deployment. */
export const adminRole = "admin";

/** True for somebody whose roles, with commas between them, include that of an admin. */
export function isAdmin(role: string | null | undefined): boolean {
  return (role ?? "").split(",").includes(adminRole);
}
