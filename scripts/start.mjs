// `npm start`: everything that is still missing, then the production build on this machine.
import "./node-version.mjs";
import { requireLocal } from "./environment.mjs";
import { portOr, requireFree } from "./port.mjs";
import { discreet, main, tool } from "./run.mjs";
import { serve, untilHealthy } from "./serve.mjs";
import { build, installDependencies, makeLocalSecrets, migrateLocal } from "./setup.mjs";

await main(async () => {
  const port = portOr(8788);
  await requireFree(port, `Choose another one: PORT=${port + 1} npm start`);
  await installDependencies();
  makeLocalSecrets();
  const { env, bindings } = await requireLocal(port);
  await build();
  await migrateLocal();

  const options = ["--port", String(port), "--ip", "localhost", "--log-level", "warn"];
  const binding = ["--binding", `BETTER_AUTH_URL=${bindings.BETTER_AUTH_URL}`];
  serve(...tool("wrangler", "pages", "dev", ...options, ...binding), discreet);

  const address = `http://localhost:${port}`;
  const failing = await untilHealthy(`${address}/api/health`);
  console.log(introduction(address, env));
  for (const problem of failing) console.error(`\n✖ ${problem}`);
});

function introduction(address, env) {
  const outbox =
    env.EMAIL_TRANSPORT === "outbox"
      ? `${address}/outbox  every message the app sends`
      : `none: mail goes out by ${env.EMAIL_TRANSPORT}`;
  const otherAddress = env.BETTER_AUTH_URL === address ? "" : `\n  Base URL:     ${env.BETTER_AUTH_URL}`;
  return `
Latchkey is running at ${address}${otherAddress}
  Outbox:       ${outbox}
  First admin:  sign up, then ${address}/admin/claim with ADMIN_SETUP_TOKEN from .dev.vars
  Stop:         Ctrl+C`;
}
