import { APIError, createAuthEndpoint, sensitiveSessionMiddleware } from "better-auth/api";
import { z } from "zod";
import { createRole, deleteRole, ownRolesWithUse, updateRole } from "../../db/roles.server";
import type { AuthServices } from "../auth.server";
import { mayDo, mayGive, type OwnRole, roles, statements, statementsOf } from "../permissions";
import { holdersInWords } from "../role-holders";
import { roleNameProblem } from "../role-name";
import { involved } from "./member-endpoints.server";
import { organizationErrors as errors } from "./organization-errors.server";

const permission = z.record(z.string(), z.array(z.string()));
const organizationId = z.string().optional();
const which = z.union([
  z.object({ roleName: z.string().nonempty() }),
  z.object({ roleId: z.string().nonempty() }),
]);
const demands = { method: "POST" as const, requireHeaders: true, use: [sensitiveSessionMiddleware] };

/**
 * Own roles of an organization, by better-auth's paths, bodies and codes. Nobody puts into a role what they may not do,
 * or changes or deletes one that may do more than they. A name stays: members have their roles by name.
 */
export function roleEndpoints({ env, db }: AuthServices) {
  const max = env.ROLES_PER_ORGANIZATION;
  return {
    createOrgRole: createAuthEndpoint(
      "/organization/create-role",
      { ...demands, body: z.object({ organizationId, role: z.string(), permission }) },
      async (ctx) => {
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        const refusal = errors.YOU_ARE_NOT_ALLOWED_TO_CREATE_A_ROLE;
        if (!mayDo(actor.role, ownRoles, { ac: ["create"] })) throw new APIError("FORBIDDEN", refusal);
        const role = ctx.body.role.toLowerCase();
        if (Object.hasOwn(roles, role) || ownRoles.some((own) => own.role === role))
          throw new APIError("BAD_REQUEST", errors.ROLE_NAME_IS_ALREADY_TAKEN);
        if (roleNameProblem(role)) throw new APIError("BAD_REQUEST", errors.INVALID_ROLE_NAME);
        if (ownRoles.length >= max) throw new APIError("BAD_REQUEST", errors.TOO_MANY_ROLES);
        const allowed = within(actor.role, ownRoles, ctx.body.permission, refusal);
        const made = await createRole(db, { actor, role, permission: JSON.stringify(allowed), max });
        if (!made) throw new APIError("BAD_REQUEST", errors.ROLE_NAME_IS_ALREADY_TAKEN);
        return ctx.json({ success: true, roleData: { ...made, permission: allowed }, statements: allowed });
      },
    ),
    updateOrgRole: createAuthEndpoint(
      "/organization/update-role",
      {
        ...demands,
        body: z
          .object({
            organizationId,
            data: z.object({ permission: permission.optional(), roleName: z.string().optional() }),
          })
          .and(which),
      },
      async (ctx) => {
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        const refusal = errors.YOU_ARE_NOT_ALLOWED_TO_UPDATE_A_ROLE;
        if (!mayDo(actor.role, ownRoles, { ac: ["update"] })) throw new APIError("FORBIDDEN", refusal);
        const own = ownRoleNamed(ownRoles, ctx.body);
        if (!mayGive(actor.role, ownRoles, own.role)) throw new APIError("FORBIDDEN", refusal);
        const { permission: wanted, roleName = own.role } = ctx.body.data;
        if (roleName !== own.role) throw new APIError("BAD_REQUEST", errors.ROLE_NAME_STAYS);
        const allowed = wanted ? within(actor.role, ownRoles, wanted, refusal) : statementsOf(own);
        const permission = JSON.stringify(allowed);
        const changed = await updateRole(db, { actor, role: own.role, permission });
        if (!changed) throw new APIError("BAD_REQUEST", errors.ROLE_NOT_FOUND);
        return ctx.json({ success: true, roleData: { ...changed, permission: allowed } });
      },
    ),
    deleteOrgRole: createAuthEndpoint(
      "/organization/delete-role",
      { ...demands, body: z.object({ organizationId }).and(which) },
      async (ctx) => {
        const { actor, ownRoles } = await involved(db, ctx, ctx.body);
        const refusal = errors.YOU_ARE_NOT_ALLOWED_TO_DELETE_A_ROLE;
        if (!mayDo(actor.role, ownRoles, { ac: ["delete"] })) throw new APIError("FORBIDDEN", refusal);
        if ("roleName" in ctx.body && Object.hasOwn(roles, ctx.body.roleName))
          throw new APIError("BAD_REQUEST", errors.CANNOT_DELETE_A_PRE_DEFINED_ROLE);
        const { role } = ownRoleNamed(ownRoles, ctx.body);
        if (!mayGive(actor.role, ownRoles, role)) throw new APIError("FORBIDDEN", refusal);
        if (await deleteRole(db, { actor, role })) return ctx.json({ success: true });
        const { use } = await ownRolesWithUse(db, actor.organizationId, role);
        if (use.members + use.invitations === 0) throw new APIError("BAD_REQUEST", errors.ROLE_NOT_FOUND);
        const { code } = errors.ROLE_IS_ASSIGNED_TO_MEMBERS;
        const message = `This role stays while it is in use: ${holdersInWords(use)}.`;
        throw new APIError("BAD_REQUEST", { code, message, ...use });
      },
    ),
  };
}

type Wanted = z.output<typeof permission>;

/** The permissions, each once, that somebody may put into a role; refuses those that they do not have themselves. */
function within(role: string, ownRoles: OwnRole[], wanted: Wanted, refusal: object): Wanted {
  if (Object.keys(wanted).some((resource) => !Object.hasOwn(statements, resource)))
    throw new APIError("BAD_REQUEST", errors.INVALID_RESOURCE);
  const missingPermissions = Object.entries(wanted).flatMap(([resource, actions]) =>
    actions
      .filter((action) => !mayDo(role, ownRoles, { [resource]: [action] }))
      .map((action) => `${resource}:${action}`),
  );
  if (missingPermissions.length > 0) throw new APIError("FORBIDDEN", { ...refusal, missingPermissions });
  return Object.fromEntries(
    Object.entries(wanted).map(([resource, actions]) => [resource, [...new Set(actions)]]),
  );
}

function ownRoleNamed<Row extends OwnRole & { id: string }>(
  ownRoles: Row[],
  asked: z.output<typeof which>,
): Row {
  const found = ownRoles.find((own) =>
    "roleName" in asked ? own.role === asked.roleName : own.id === asked.roleId,
  );
  if (!found) throw new APIError("BAD_REQUEST", errors.ROLE_NOT_FOUND);
  return found;
}
