import { z } from "zod";
import { permissionMatrix, permissionName } from "~/auth/permission-words";
import type { Membership } from "~/db/memberships.server";

/** What a role allows: resources and their actions. */
type Allowed = Record<string, readonly string[] | undefined>;

/** The boxes of the matrix: what is there to allow, what is allowed, and what this person may allow. */
export function matrixFor(can: Membership["can"], allowed: Allowed = {}) {
  const { actions, resources } = permissionMatrix();
  return {
    actions: actions.map(({ label }) => label),
    resources: resources.map(({ name, label, hint, actions: own }) => ({
      label,
      hint,
      boxes: actions.map((action) =>
        own.includes(action.name)
          ? {
              name: permissionName(name, action.name),
              label: action.label,
              isTicked: allowed[name]?.includes(action.name) ?? false,
              isYours: can({ [name]: [action.name] }),
            }
          : null,
      ),
    })),
  };
}

/** What the boxes of the matrix come to. */
export const permission = z.record(z.string(), z.array(z.string()));

/** Forms with the matrix: its boxes become one field, `permission`. */
export function withPermission<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (entered) => ({ ...(entered as object), permission: tickedIn(entered as object) }),
    schema,
  );
}

function tickedIn(entered: object): Record<string, string[]> {
  return Object.fromEntries(
    permissionMatrix().resources.map(({ name, actions }) => [
      name,
      actions.filter((action) => Object.hasOwn(entered, permissionName(name, action))),
    ]),
  );
}
