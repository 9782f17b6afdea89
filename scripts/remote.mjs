import { Problem, wrangler } from "./run.mjs";

/** The names of the secrets that the project has on Cloudflare, for "production" or "preview". */
export async function remoteSecrets(projectName, section) {
  const { code, output } = await wrangler(
    "pages",
    "secret",
    "list",
    "--project-name",
    projectName,
    "--env",
    section,
  );
  if (code === 0) return [...output.matchAll(/^\s+- (\S+): /gm)].map(([, name]) => name);
  throw new Problem(`${output.trim()}\n\n${adviceFor(output, projectName)}`);
}

/** The names of the migrations that the database lacks. */
export async function pendingMigrations(...options) {
  const { code, output } = await wrangler("d1", "migrations", "list", "DB", ...options);
  if (code !== 0) throw new Problem(output.trim());
  return [...output.matchAll(/\S+\.sql/g)].map(([name]) => name);
}

function adviceFor(output, projectName) {
  if (output.includes("does not exist"))
    return `Make the project first: npx wrangler pages project create ${projectName} --production-branch main`;
  return "Wrangler cannot read the project. Sign in with `npx wrangler login`, or set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.";
}
