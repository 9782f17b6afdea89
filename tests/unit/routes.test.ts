import type { RouteConfigEntry } from "@react-router/dev/routes";
import { expect, test } from "vitest";
import { requireSession } from "~/middleware/require-session.server";
import routes from "~/routes";

interface Page {
  url: string;
  file: string;
  /** Files around it, outermost first. */
  around: string[];
}

const pages = routes.flatMap((entry) => pagesOf(entry, "", []));

function pagesOf(entry: RouteConfigEntry, base: string, around: string[]): Page[] {
  const url = entry.path === undefined ? base : `${base}/${entry.path}`;
  if (!entry.children) return [{ url: url || "/", file: entry.file, around }];
  return entry.children.flatMap((child) => pagesOf(child, url, [...around, entry.file]));
}

type LayoutModule = { middleware?: unknown[]; loader?: unknown };
const layouts = import.meta.glob<LayoutModule>("/app/routes/**/*layout.tsx", { eager: true });

function isGuarded({ around }: Page) {
  return around.some((file) => layouts[`/app/${file}`]?.middleware?.includes(requireSession));
}

/** Adding to this list opens a page to strangers. */
const open = [
  "/",
  "/sign-in",
  "/sign-in/magic-link",
  "/sign-in/email-code",
  "/sign-in/phone",
  "/sign-in/passkey",
  "/sign-in/go-on",
  "/sign-in/social",
  "/sign-in/anonymous",
  "/sign-in/problem",
  "/sign-in/two-factor",
  "/sign-in/two-factor/code",
  "/sign-in/backup-code",
  "/sign-up",
  "/forgot-password",
  "/forgot-password/phone",
  "/verify-email",
  "/reset-password",
  "/not-me",
  "/invitations/:invitationId",
  "/undo-email-change",
  "/sign-out",
  "/outbox",
  "/outbox.json",
  "/outbox/templates",
  "/theme",
  "/avatars/:key",
  "/api/auth/*",
  "/api/health",
  "/api/housekeeping",
  "/.well-known/change-password",
  "/.well-known/passkey-endpoints",
  "/.well-known/security.txt",
  "/*",
];

test("every page is guarded unless it is on the list of open pages", () => {
  const unguarded = pages.filter((page) => !isGuarded(page)).map(({ url }) => url);
  expect(unguarded.sort()).toEqual([...open].sort());
  expect(pages.length - unguarded.length).toBeGreaterThan(5);
});

test("everything below the account and the dashboard is guarded", () => {
  for (const page of pages.filter(({ url }) => /^\/(account|dashboard)/.test(url)))
    expect([page.url, isGuarded(page)]).toEqual([page.url, true]);
});

test("a layout that guards has a loader, so that the guard runs when only its children are asked for", () => {
  const guards = Object.entries(layouts).filter(([, { middleware }]) => middleware);
  expect(guards.length).toBeGreaterThan(2);
  for (const [file, { loader }] of guards) expect([file, typeof loader]).toEqual([file, "function"]);
});

/** `/account/security/passkeys/new` and `routes/account/security/passkeys.new.ts` are the same words. */
function words(text: string) {
  return text.split(/[/.-]/).filter((word) => word && word !== "index");
}

const named: Record<string, string> = { "/": "routes/home.tsx", "/*": "routes/not-found.tsx" };

test.each(pages)("$file sits where its URL says: $url", ({ url, file }) => {
  if (named[url]) return expect(file).toBe(named[url]);
  const path = file.replace(/^routes\//, "").replace(/\.tsx?$/, "");
  expect(words(path.replaceAll("$", ":").replace(/:$/, "*"))).toEqual(words(url));
});

test("no page file is left out of the table", () => {
  const files = Object.keys(import.meta.glob("/app/routes/**/*.{ts,tsx}")).filter(
    (file) => !/\/components\/|\.(browser|server)\.ts$|layout\.tsx$/.test(file),
  );
  expect(files.map((file) => file.replace("/app/", "")).sort()).toEqual(pages.map(({ file }) => file).sort());
});

test("every call that may be trusted server code is given the caller's headers", () => {
  const sources = import.meta.glob<string>("/app/{routes,middleware}/**/*.{ts,tsx}", {
    eager: true,
    query: "?raw",
    import: "default",
  });
  const calls = Object.entries(sources).flatMap(([file, source]) =>
    callsOf(source).map((call) => [file, call]),
  );
  expect(calls.length).toBeGreaterThan(15);
  for (const [file, call = ""] of calls) {
    if (call.startsWith(".viewBackupCodes(")) continue; // takes no headers: its caller checks whose codes they are
    expect([file, call]).toEqual([file, expect.stringMatching(/headers[,:]|\.\.\.call\b/)]);
  }
});

/** Each `api.name(…)` with its arguments. */
function callsOf(source: string) {
  return [...source.matchAll(/\bapi\s*(\.\w+\()/g)].map(({ index, 0: start, 1: name = "" }) => {
    let depth = 1;
    let end = index + start.length;
    for (; depth > 0 && end < source.length; end++)
      depth += source[end] === "(" ? 1 : source[end] === ")" ? -1 : 0;
    return name + source.slice(index + start.length, end);
  });
}
