import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { walkThroughConsole } from "../support/console-places";
import { walkDomains } from "../support/domain-places";
import { walkAsGuest } from "../support/guest-places";
import { walkInvitations } from "../support/invitation-places";
import { walkThroughOrganizations } from "../support/organization-list-places";
import { walkThroughMembers, walkThroughRoles, walkThroughTeams } from "../support/organization-places";
import { walkThroughPerson } from "../support/person-places";
import { walkAsMember } from "../support/places";
import { walkThroughProjects } from "../support/project-places";
import { expect, test } from "../support/test";
import { walkAsVisitor, walkHalfSignedIn } from "../support/visitor-places";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const walks = {
  "pages for visitors": walkAsVisitor,
  "the second step": walkHalfSignedIn,
  "pages for guests": walkAsGuest,
  "pages for people who are signed in": walkAsMember,
  "the list of organizations": walkThroughOrganizations,
  "projects and activity of an organization": walkThroughProjects,
  "invitations to an organization": walkInvitations,
  "domains of an organization": walkDomains,
  "members and settings of an organization": walkThroughMembers,
  "roles of an organization": walkThroughRoles,
  "teams of an organization": walkThroughTeams,
  "the operator's console": walkThroughConsole,
  "one person in the console": walkThroughPerson,
};

for (const [pages, walk] of Object.entries(walks))
  test(`${pages}: nothing in the way of anybody, in any state`, async ({ page }) => {
    test.setTimeout(240_000);
    const found: string[] = [];
    await walk(page, async (name) => {
      for (const problem of await problemsOf(page)) found.push(`${name}: ${problem}`);
    });
    expect(found).toEqual([]);
  });

test("the check finds what it is there to find", async ({ page, complaints }) => {
  await page.goto("/");
  await page.evaluate(() => {
    const add = <Name extends keyof HTMLElementTagNameMap>(name: Name, to: Element) =>
      to.appendChild(document.createElement(name));
    add("h1", document.body).textContent = "Twice";
    const form = add("form", document.body);
    add("input", form).type = "password";
    const button = add("button", form);
    button.textContent = "Wide and pale";
    Object.assign(button.style, { width: "900px", color: "#ccc", background: "#fff" });
  });
  const problems = (await problemsOf(page)).join("\n");
  expect(problems).toContain("2 headings of level 1");
  for (const finding of ["no label", "no id or name", "color-contrast", "wider than the page"])
    expect(problems).toContain(finding);
  await expect.poll(() => complaints.join("\n")).toContain("[DOM]");
  complaints.length = 0;
});

/** What axe finds in light and dark, and what it does not look at. */
async function problemsOf(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours on their way from one theme to the other have no contrast to measure.
    await page.evaluate(() => {
      for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
    });
    for (const rule of await axe(page)) problems.push(`${colorScheme}: ${rule}`);
  }
  problems.push(...(await page.evaluate(structure)));
  await page.setViewportSize({ width: 320, height: 640 });
  problems.push(...(await page.evaluate(overflow)));
  await page.setViewportSize({ width: 1280, height: 720 });
  return problems;
}

/** Through the DevTools, so that the page's own policy stays in force. */
async function axe(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Runtime.evaluate", { expression: axeSource });
  // It cannot measure text in an SVG. Initials have the colours of the main button, which it measures.
  const run = `axe.run({ exclude: ["svg text"] }, { runOnly: ${JSON.stringify(tags)}, resultTypes: ["violations", "incomplete"] })`;
  const { result, exceptionDetails } = await devtools.send("Runtime.evaluate", {
    expression: `${run}.then(({ violations, incomplete }) => ({ violations, incomplete }))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await devtools.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  const { violations, incomplete } = result.value as AxeResults;
  return [...violations, ...incomplete].map(
    ({ id, nodes }) => `${id} ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`)[0]}`,
  );
}

/** One heading, a language, a title, a landmark, a label on every field that can be seen; ids are there once. */
function structure(): string[] {
  const all = <T extends Element>(selector: string) => [...document.querySelectorAll<T>(selector)];
  const fields = all<HTMLInputElement>("input:not([type=hidden], [hidden]), textarea, select");
  const labelOf = ({ labels }: HTMLInputElement) => labels?.[0]?.innerText.trim();
  const ids = all("[id]").map(({ id }) => id);
  const describing = all("[aria-describedby]").flatMap((element) =>
    (element.getAttribute("aria-describedby") ?? "").split(" "),
  );
  return [
    all("h1").length === 1 ? "" : `${all("h1").length} headings of level 1`,
    all("main").length === 1 ? "" : "not one main landmark",
    document.documentElement.lang ? "" : "no language",
    document.title ? "" : "no title",
    ...fields.filter((field) => !labelOf(field)).map(({ name }) => `no label on ${name}`),
    ...fields.filter(({ id, name }) => !id || !name).map((field) => `no id or name: ${field.outerHTML}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: #${id}`),
    ...describing.filter((id) => !document.getElementById(id)).map((id) => `not there: #${id}`),
    ...all<HTMLAnchorElement>('a[href^="#"]')
      .filter(({ hash }) => !document.getElementById(hash.slice(1)))
      .map(({ hash }) => `leads nowhere: ${hash}`),
  ].filter(Boolean);
}

/** At 320 px, which is 1280 px at 400 %, nothing is wider than the page (WCAG 1.4.10). */
function overflow(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px wider than the page at 320 px`] : [];
}
