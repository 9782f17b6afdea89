import { roles } from "./permissions";

/** What is wrong with the name of an own role, if anything, with how to mend it. */
export function roleNameProblem(name: string): string | undefined {
  if (!/^[a-z0-9-]{2,30}$/.test(name))
    return "Use 2 to 30 small letters, digits and hyphens, like project-lead.";
  if (Object.hasOwn(roles, name)) return "Every organization has a role of this name. Choose another one.";
}
