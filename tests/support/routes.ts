/** One route of the build, with its whole URL pattern. */
export interface BuiltRoute {
  id: string;
  path: string;
}

interface ManifestRoute {
  id: string;
  parentId?: string;
  path?: string;
  index?: boolean;
}

const manifests = import.meta.glob<string>("../../build/client/assets/manifest-*.js", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Every route of the build that has a URL: the manifest that React Router made lists them all, guarded or not. */
export function builtRoutes(): BuiltRoute[] {
  const [source, ...others] = Object.values(manifests);
  if (!source || others.length > 0) throw new Error("the build has not exactly one route manifest");
  const { routes } = JSON.parse(source.slice(source.indexOf("{"), source.lastIndexOf("}") + 1));
  const byId: Record<string, ManifestRoute> = routes;
  const pathOf = (id: string): string => {
    const { parentId, path = "" } = byId[id] as ManifestRoute;
    return (parentId ? pathOf(parentId) : "") + (path && `/${path}`);
  };
  return Object.values(byId)
    .filter(({ path, index }) => path || index)
    .map(({ id }) => ({ id, path: pathOf(id) || "/" }));
}

/** Where the browser asks for a page's data. */
export function dataOf(path: string): string {
  return path === "/" ? "/_root.data" : `${path}.data`;
}

const sources = import.meta.glob<string>("../../app/routes/**/*.tsx", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Every `intent` that some form of the app sends. */
export function formIntents(): string[] {
  const named = Object.values(sources).flatMap((source) => [
    ...source.matchAll(/intent: z\.literal\("([^"]+)"\)/g),
  ]);
  return [...new Set(named.map(([, intent = ""]) => intent))];
}

const organizationSources = import.meta.glob<string>(
  "../../app/routes/{organizations,invitations}/**/*.{ts,tsx}",
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

/** The forms that a route takes, by `intent`; an empty one where it has a form of one kind. Nothing where it takes none. */
export function intentsOf(id: string): string[] {
  const source = organizationSources[`../../app/${id}.tsx`] ?? organizationSources[`../../app/${id}.ts`];
  if (source === undefined) throw new Error(`no source of ${id}`);
  if (!/export (async )?function action\b/.test(source)) return [];
  const intents = [...source.matchAll(/intent: z\.(?:literal|enum)\(\[?([^)\]]+)/g)].flatMap(
    ([, named = ""]) => [...named.matchAll(/"([^"]+)"/g)].map(([, intent = ""]) => intent),
  );
  return intents.length > 0 ? [...new Set(intents)] : [""];
}
