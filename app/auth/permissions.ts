import { createAccessControl } from "better-auth/plugins/access";
import { adminAc, defaultStatements, memberAc, ownerAc } from "better-auth/plugins/organization/access";

/**
 * What can be done in an organization: resources and their actions. A product adds its own resource in one line, and it
 * is in the matrix of own roles, in `requirePermission` and in `can` at once.
 */
export const statements = {
  ...defaultStatements,
  domain: ["create", "update", "delete"],
  activity: ["read"],
  project: ["create", "update", "delete"],
} as const;

const accessControl = createAccessControl(statements);

/** Permissions that are asked for: each resource with every action that is needed. */
export type Permissions = { [Resource in keyof typeof statements]?: Action<Resource>[] };

type Action<Resource extends keyof typeof statements> = (typeof statements)[Resource][number];

/** The roles that every organization has. Who makes an organization is its first owner. */
export const roles = {
  owner: accessControl.newRole({
    ...ownerAc.statements,
    domain: ["create", "update", "delete"],
    activity: ["read"],
    project: ["create", "update", "delete"],
  }),
  admin: accessControl.newRole({
    ...adminAc.statements,
    domain: ["create", "update", "delete"],
    activity: ["read"],
    project: ["create", "update", "delete"],
  }),
  member: accessControl.newRole({ ...memberAc.statements, project: ["create", "update"] }),
};

export { accessControl };

/** A role that an organization has made for itself, as it is stored: `permission` is JSON. */
export interface OwnRole {
  role: string;
  permission: string;
}

/** The names in a member's `role`: several stand in one text, with commas. */
export function roleNames(role: string): string[] {
  return role
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}

/**
 * True when one of a member's roles allows all that is asked for: the same answer that better-auth's endpoints give.
 * A role that is neither built in nor among `ownRoles` allows nothing.
 */
export function mayDo(role: string, ownRoles: OwnRole[], asked: Permissions): boolean {
  return roleNames(role).some((name) => {
    const own = ownRoles.find((candidate) => candidate.role === name);
    const builtIn = Object.hasOwn(roles, name) ? roles[name as keyof typeof roles] : undefined;
    const allowed = own ? statementsOf(own) : builtIn?.statements;
    return allowed !== undefined && accessControl.newRole(allowed).authorize(asked).success;
  });
}

type Statements = Parameters<typeof accessControl.newRole>[0];

/** What an own role allows; nothing where its row is damaged. */
export function statementsOf({ permission }: OwnRole): Statements {
  try {
    const stored: unknown = JSON.parse(permission);
    const entries = stored && typeof stored === "object" ? Object.entries(stored) : [];
    return Object.fromEntries(
      entries.filter(([, actions]) => Array.isArray(actions)),
    ) as unknown as Statements;
  } catch {
    return {} as Statements;
  }
}
