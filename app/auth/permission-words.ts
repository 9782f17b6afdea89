import { statements } from "./permissions";

interface ResourceWords {
  label: string;
  hint: string;
}

/** Resources in words. One that is not here yet goes by its own name. */
const resourceWords: Record<string, ResourceWords> = {
  organization: { label: "Organization", hint: "Its name, address and logo" },
  member: { label: "Members", hint: "Who belongs to it, with which role, in which team" },
  invitation: { label: "Invitations", hint: "Asking people to join by mail" },
  team: { label: "Teams", hint: "Groups of members" },
  ac: { label: "Roles", hint: "What members may do" },
  domain: { label: "Domains", hint: "Addresses whose owners may join" },
  activity: { label: "Activity", hint: "Who did what, and when" },
  project: { label: "Projects", hint: "What is worked on here" },
};

/** Actions in words, in the order in which they are shown. */
const actionWords: Record<string, string> = {
  create: "Create",
  read: "See",
  update: "Change",
  delete: "Delete",
  cancel: "Cancel",
};

/** One permission, as a form names it: `member:create`. */
export function permissionName(resource: string, action: string): string {
  return `${resource}:${action}`;
}

/** Every resource with its actions, in words, and the actions that there are at all. */
export function permissionMatrix() {
  const known = new Set([...Object.keys(actionWords), ...Object.values(statements).flat()]);
  const used = new Set<string>(Object.values(statements).flat());
  return {
    actions: [...known].filter((action) => used.has(action)).map(actionInWords),
    resources: Object.entries(statements).map(([name, actions]) => ({
      ...resourceInWords(name),
      name,
      actions: actions as readonly string[],
    })),
  };
}

/** What a role allows, in words, without what there is no longer: `Projects: create, change`. */
export function allowedInWords(allowed: Record<string, readonly string[] | undefined>) {
  const { actions, resources } = permissionMatrix();
  return resources.flatMap((resource) => {
    const words = actions.filter(
      ({ name }) => resource.actions.includes(name) && allowed[resource.name]?.includes(name),
    );
    return words.length === 0
      ? []
      : [{ label: resource.label, actions: words.map(({ label }) => label.toLowerCase()).join(", ") }];
  });
}

function resourceInWords(name: string): ResourceWords {
  return resourceWords[name] ?? { label: capitalized(name), hint: "" };
}

function actionInWords(name: string) {
  return { name, label: actionWords[name] ?? capitalized(name) };
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
