// `npm run dev`: the dev server with hot reload, on the same local database as `npm start`.
import "./node-version.mjs";
import { requireLocal } from "./environment.mjs";
import { requireFree } from "./port.mjs";
import { discreet, main, tool } from "./run.mjs";
import { serve } from "./serve.mjs";
import { installDependencies, makeLocalSecrets, migrateLocal } from "./setup.mjs";

// vite.config.ts has the same number, and the base URL that goes with it.
const port = 5173;

await main(async () => {
  await requireFree(port, "The dev server needs this one: end the other program first.");
  await installDependencies();
  makeLocalSecrets();
  await requireLocal(port);
  await migrateLocal();
  serve(...tool("@react-router/dev", "dev"), discreet);
});
