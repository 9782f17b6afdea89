import { existsSync, readFileSync } from "node:fs";
import { reactRouter } from "@react-router/dev/vite";
import { cloudflareDevProxy } from "@react-router/dev/vite/cloudflare";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import { type Cloudflare, getLoadContext } from "./app/load-context.ts";

const devOrigin = "http://localhost:5173";

export default defineConfig(({ command }) => ({
  plugins: [
    cloudflareDevProxy({
      getLoadContext: ({ request, context }) =>
        getLoadContext({ request, context: { cloudflare: onDevOrigin(context.cloudflare as Cloudflare) } }),
    }),
    tailwindcss(),
    reactRouter(),
    pageScripts(),
  ],
  resolve: { tsconfigPaths: true },
  environments: {
    ssr: {
      build: {
        target: "es2022",
        minify: true,
        rollupOptions: {
          input: "./app/entry.worker.ts",
          external: ["cloudflare:sockets"],
          output: { entryFileNames: "index.js" },
        },
      },
      resolve:
        command === "build"
          ? {
              noExternal: true,
              external: ["cloudflare:sockets"],
              conditions: ["workerd", "worker", "browser", "import", "module", "default"],
            }
          : { external: ["cloudflare:sockets"] },
    },
  },
  ssr: { target: command === "build" ? "webworker" : "node" },
  server: { port: 5173, strictPort: true },
}));

/** The base URL follows the dev server; one object per process, because services are kept per environment object. */
const onDevOrigin = (() => {
  let dev: object | undefined;
  return (cloudflare: Cloudflare): Cloudflare => {
    dev ??= { ...cloudflare.env, BETTER_AUTH_URL: devOrigin };
    return { ...cloudflare, env: dev };
  };
})();

/**
 * Small modules for pages that ship no React, built beside the app's own. A page asks for the address with
 * `import { passkeySignIn } from "virtual:page-scripts"`.
 */
function pageScripts(): Plugin {
  const scripts = { passkeySignIn: "app/routes/sign-in/passkey.browser.ts" };
  const virtualId = "virtual:page-scripts";
  let building = false;
  return {
    name: "latchkey:page-scripts",
    configResolved(config) {
      building = config.command === "build";
    },
    buildStart() {
      if (!building || this.environment.name !== "client") return;
      for (const [name, id] of Object.entries(scripts)) this.emitFile({ type: "chunk", id, name });
    },
    resolveId(id) {
      return id === virtualId ? `\0${virtualId}` : undefined;
    },
    load(id) {
      if (id !== `\0${virtualId}`) return;
      // Pages without React are in the client build too, but never run there.
      if (building && this.environment.name === "client") return declarations(scripts, () => "");
      const address = building ? builtAddress : (source: string) => `/${source}`;
      return declarations(scripts, address);
    },
  };
}

function declarations(scripts: Record<string, string>, address: (source: string) => string): string {
  return Object.entries(scripts)
    .map(([name, source]) => `export const ${name} = ${JSON.stringify(address(source))};`)
    .join("\n");
}

/** The client build comes first and leaves its manifest where the server build can read it. */
function builtAddress(source: string): string {
  const manifest = "build/client/.vite/manifest.json";
  if (!existsSync(manifest)) throw new Error(`${manifest} is missing: the client build has to run first`);
  const chunk = JSON.parse(readFileSync(manifest, "utf8"))[source];
  if (!chunk) throw new Error(`${source} is not in ${manifest}`);
  return `/${chunk.file}`;
}
