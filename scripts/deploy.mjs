// `npm run deploy`: check, build, migrate, deploy. `npm run deploy -- --dry-run` ends before anything remote.
import "./node-version.mjs";
import { readDeployed, secretsFor } from "./production.mjs";
import { remoteSecrets } from "./remote.mjs";
import { main, Problem, run, tool, unattended } from "./run.mjs";
import { build, installDependencies } from "./setup.mjs";

const dryRun = process.argv.includes("--dry-run");

await main(async () => {
  await installDependencies();
  const { problems, vars, projectName } = await readDeployed("production");
  if (problems.length > 0)
    throw new Problem(`Not deployed. To mend in [env.production] first:\n${problems.join("\n")}`);
  console.log("✓ [env.production] of wrangler.toml is complete");
  if (!dryRun) await requireSecrets(projectName, vars);

  await build();
  console.log("✓ Built");

  const migrate = ["d1", "migrations", "apply", "DB", "--remote", "--env", "production"];
  // Pages has no --env: the project's production branch gets [env.production].
  const deploy = ["pages", "deploy", "--project-name", projectName, "--branch", "main"];
  for (const step of [migrate, deploy])
    if (dryRun) console.log(`– Dry run, left out: npx wrangler ${step.join(" ")}`);
    else await run(...tool("wrangler", ...step), { env: { ...unattended, FORCE_COLOR: undefined } });
  if (!dryRun) console.log(`✓ Deployed. ${vars.BETTER_AUTH_URL}/api/health says whether it serves.`);
});

async function requireSecrets(projectName, vars) {
  const there = await remoteSecrets(projectName, "production");
  const missing = secretsFor(vars).filter((name) => !there.includes(name));
  if (missing.length > 0)
    throw new Problem(
      `Not deployed. Secrets that the project lacks:\n${missing.map((name) => `✖ ${putCommand(name, projectName)}`).join("\n")}`,
    );
  console.log(`✓ Secrets are there: ${secretsFor(vars).join(", ")}`);
}

function putCommand(name, projectName) {
  const put = `npx wrangler pages secret put ${name} --project-name ${projectName}`;
  return name === "BETTER_AUTH_SECRET" ? `openssl rand -base64 32 | ${put}` : put;
}
