// `npm run check`: what CI runs. Ends at the first step that fails; the tests come last, and so does their sum.
import "./node-version.mjs";
import { main, Problem, run, tool } from "./run.mjs";
import { installDependencies } from "./setup.mjs";

const steps = [
  ["lint", () => ["npm", ["run", "lint"]]],
  ["types", () => ["npm", ["run", "typecheck"]]],
  ["dead code", () => tool("knip")],
  ["generated files", () => [process.execPath, ["scripts/fresh.mjs"]]],
  ["tests", () => [process.execPath, ["scripts/test.mjs"]]],
];

await main(async () => {
  await installDependencies();
  for (const [name, command] of steps) {
    console.log(`\n— check: ${name} —`);
    const failure = await run(...command()).catch((error) => error);
    if (!failure) continue;
    // The tests have said so themselves, in their last line.
    if (name === "tests") process.exit(1);
    throw new Problem(`\n✖ check ended at: ${name}\n0 passed, 1 failed`);
  }
});
