// Writes app/db/schema/auth.ts from the plugin list with better-auth's own command, which needs a newer Node.
import { main, run } from "./run.mjs";

const packages = ["-p", "node@24", "-p", "auth@1.7.7"];
const options = ["--config", "app/auth/schema.cli.ts", "--output", "app/db/schema/auth.ts", "--yes"];
await main(() => run("npx", ["-y", ...packages, "--", "auth", "generate", ...options]));
