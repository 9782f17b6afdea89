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

/** True when owner is among a member's roles. */
export function isOwner(role: string): boolean {
  return roleNames(role).includes("owner");
}

/** The names among these that are neither built in nor the organization's own. */
export function unknownRoles(role: string, ownRoles: OwnRole[]): string[] {
  return roleNames(role).filter((name) => !statementsByName(name, ownRoles));
}

/**
 * True when one of a member's roles allows all that is asked for: the same answer that better-auth's endpoints give.
 * A role that is neither built in nor among `ownRoles` allows nothing.
 */
export function mayDo(role: string, ownRoles: OwnRole[], asked: Permissions): boolean {
  return roleNames(role).some((name) => {
    const allowed = statementsByName(name, ownRoles);
    return allowed !== undefined && accessControl.newRole(allowed).authorize(asked).success;
  });
}

function statementsByName(name: string, ownRoles: OwnRole[]): Statements | undefined {
  const own = ownRoles.find((candidate) => candidate.role === name);
  if (own) return statementsOf(own);
  return Object.hasOwn(roles, name) ? roles[name as keyof typeof roles].statements : undefined;
}

/**
 * True when somebody with `role` may hand out every role named in `wanted`: nobody gives more than they may do
 * themselves, owners are named by owners alone, and everybody may name a plain member. An unknown role is not given.
 */
export function mayGive(role: string, ownRoles: OwnRole[], wanted: string): boolean {
  const names = roleNames(wanted);
  const isGiven = (name: string) => {
    const allowed = statementsByName(name, ownRoles);
    if (!allowed || isOwner(role) || name === "member") return allowed !== undefined;
    return (
      name !== "owner" &&
      Object.entries(allowed).every(([resource, actions]) =>
        actions.every((action) => mayDo(role, ownRoles, { [resource]: [action] })),
      )
    );
  };
  return names.length > 0 && names.every(isGiven);
}

/** True when somebody with `role` may invite people with every role named in `wanted`. */
export function mayInvite(role: string, ownRoles: OwnRole[], wanted: string): boolean {
  return mayDo(role, ownRoles, { invitation: ["create"] }) && mayGive(role, ownRoles, wanted);
}

/** The roles that somebody with `role` may invite people with. */
export function rolesToInvite(role: string, ownRoles: OwnRole[]): string[] {
  const names = new Set([...Object.keys(roles), ...ownRoles.map(({ role }) => role)]);
  return [...names].filter((name) => mayInvite(role, ownRoles, name));
}

/** True when somebody with `role` may change or remove a member with `other`: who may do no more than they may. */
export function mayTouch(role: string, ownRoles: OwnRole[], other: string): boolean {
  const known = roleNames(other).filter((name) => statementsByName(name, ownRoles));
  return known.every((name) => mayGive(role, ownRoles, name));
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
