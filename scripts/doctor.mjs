// `npm run doctor`: what is configured, what is missing and what that switches off. Exit code 1 if the app could
// not serve. `--env production` or `--env preview` looks at that section, `--remote` also at what Cloudflare has.
import "./node-version.mjs";
import * as util from "node:util";
import { reportOn } from "./doctor-report.mjs";
import { checkLocal } from "./environment.mjs";
import { portOr } from "./port.mjs";
import { readDeployed, secretsFor } from "./production.mjs";
import { pendingMigrations, remoteSecrets } from "./remote.mjs";
import { main, Problem } from "./run.mjs";
import { isInstalled } from "./setup.mjs";

await main(async () => {
  const { values } = util.parseArgs({ options: { env: { type: "string" }, remote: { type: "boolean" } } });
  const section = values.env === "local" ? undefined : values.env;
  if (section && !["preview", "production"].includes(section))
    throw new Problem(`--env is local, preview or production, not ${section}.`);
  if (!isInstalled())
    throw new Problem(
      "✖ Packages: not installed, or not what package-lock.json says. `npm start` installs them.",
    );

  const { lines, serves } = reportOn(section ? await deployed(section, values.remote) : await local());
  console.log(lines.join("\n"));
  process.exitCode = serves ? 0 : 1;
});

async function local() {
  const settings = await checkLocal(portOr(8788));
  return {
    ...settings,
    title: "Latchkey on this machine (wrangler.toml, .dev.vars)",
    secret: { text: "from .dev.vars" },
    problems: settings.problems.map(withStart),
    pending: settings.database && (await pendingMigrations("--local")),
    migrate: "`npm start` applies them",
  };
}

async function deployed(section, remote) {
  const settings = await readDeployed(section);
  const facts = {
    ...settings,
    bindings: settings.vars,
    title: `Latchkey, ${section} (wrangler.toml, [env.${section}]${remote ? " and Cloudflare" : ""})`,
    secret: { text: "not looked up: add --remote", isKnown: false },
    migrate: `npx wrangler d1 migrations apply DB --remote --env ${section}`,
  };
  // Nothing can be asked about a project while its database is a placeholder.
  if (!remote || settings.problems.length > 0) return facts;
  const there = await remoteSecrets(settings.projectName, section);
  const missing = secretsFor(settings.vars).filter((name) => !there.includes(name));
  const put = `npx wrangler pages secret put NAME --env ${section}`.replace(" --env production", "");
  return {
    ...facts,
    secret: { text: "on Cloudflare" },
    problems: missing.map((name) => `✖ ${name}: is missing on Cloudflare. \`${put.replace("NAME", name)}\``),
    pending: await pendingMigrations("--remote", "--env", section),
  };
}

/** On this machine nobody has to make the secret by hand. */
function withStart(problem) {
  return problem.replace(/(BETTER_AUTH_SECRET: is missing)\..*/, "$1. `npm start` makes one in .dev.vars");
}
