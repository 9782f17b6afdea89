import { relative } from "node:path";

/** What Vitest's JSON report says: how many tests passed, and the name of each that did not. */
export function vitestResult({ testResults }) {
  const tests = testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ name: `${relative("", file)} › ${fullName}`, status })),
  );
  // A file that cannot be loaded has no tests in the report, only its own status.
  const broken = testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.every(({ status }) => status !== "failed"),
  );
  return {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: [
      ...tests.filter(({ status }) => status !== "passed").map(({ name, status }) => named(name, status)),
      ...broken.map(({ name, message }) => `${relative("", name)} could not run: ${firstLine(message)}`),
    ],
  };
}

/** The same for Playwright's. A test that passed only when it was tried again counts as passed, as it does there. */
export function playwrightResult({ suites, errors }) {
  const tests = suites.flatMap((suite) => testsIn(suite, []));
  return {
    passed: tests.filter(({ status }) => passing.includes(status)).length,
    failed: [
      ...tests
        .filter(({ status }) => !passing.includes(status))
        .map(({ name, status }) => named(name, status)),
      ...errors.map(({ message }) => firstLine(message)),
    ],
  };
}

const passing = ["expected", "flaky"];

function testsIn(suite, above) {
  const titles = [...above, suite.title];
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map(({ status, projectName }) => ({
      name: [projectName, ...titles, spec.title].filter(Boolean).join(" › "),
      status,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsIn(inner, titles))];
}

function named(name, status) {
  if (["skipped", "pending", "todo", "disabled"].includes(status))
    return `${name} (skipped, and every test has to run)`;
  return name;
}

function firstLine(text) {
  return String(text ?? "no reason given").split("\n")[0];
}
