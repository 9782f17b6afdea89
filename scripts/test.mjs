// `npm test`: what the tests need, then every suite, then one line with the sum. `npm test -- unit` runs one suite.
import "./node-version.mjs";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { main, Problem, run, tool } from "./run.mjs";
import { build, installDependencies, makeLocalSecrets } from "./setup.mjs";
import { playwrightResult, vitestResult } from "./test-results.mjs";

const suites = { unit: vitest, integration: vitest, e2e: playwright };

await main(async () => {
  const [only, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (only && !(only in suites)))
    throw new Problem(`npm test runs everything; npm test -- NAME one of: ${Object.keys(suites).join(", ")}`);

  const reports = mkdtempSync(join(tmpdir(), "latchkey-tests-"));
  const results = [];
  const notInstalled = await firstProblem(installDependencies, makeLocalSecrets);
  const notBuilt = notInstalled ?? (await firstProblem(build));
  for (const name of only ? [only] : Object.keys(suites)) {
    console.log(`\n— ${name} —`);
    // Unit tests read the sources: they still have something to say when the build fails.
    const broken = name === "unit" ? notInstalled : notBuilt;
    results.push({ name, ...(broken ? notRun(broken) : await result(name, join(reports, `${name}.json`))) });
  }
  rmSync(reports, { recursive: true, force: true });
  sumUp(results);
});

/** Runs one suite. Whatever keeps it from giving a result is a failure of its own. */
async function result(name, report) {
  let problem;
  try {
    const [command, env, read] = await suites[name](name, report);
    await run(...command, { env }).catch((error) => {
      problem = error;
    });
    const { passed, failed } = read(JSON.parse(readFileSync(report, "utf8")));
    if (failed.length === 0 && passed === 0) failed.push("no tests were found");
    if (failed.length === 0 && problem) failed.push(`no test failed, and yet ${problem.message}`);
    return { passed, failed };
  } catch (error) {
    return notRun(problem ?? error);
  }
}

async function vitest(name, report) {
  const reporters = [
    "--silent=passed-only",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const args = ["run", "--config", "tests/vitest.config.ts", "--project", name, ...reporters];
  return [tool("vitest", ...args), {}, vitestResult];
}

async function playwright(_name, report) {
  const env = { CHROMIUM_PATH: await findBrowser(), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const args = ["test", "--config", "tests/playwright.config.ts", "--reporter=list,json"];
  return [tool("@playwright/test", ...args), env, playwrightResult];
}

async function firstProblem(...steps) {
  for (const step of steps)
    try {
      await step();
    } catch (error) {
      return error;
    }
}

function notRun(error) {
  return { passed: 0, failed: [`could not run: ${error instanceof Problem ? error.message : error.stack}`] };
}

function sumUp(results) {
  const failures = results.flatMap(({ name, failed }) => failed.map((what) => `✖ ${name}: ${what}`));
  const passed = results.reduce((sum, suite) => sum + suite.passed, 0);
  console.log(`\n${[...failures, ""].join("\n")}${passed} passed, ${failures.length} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}
