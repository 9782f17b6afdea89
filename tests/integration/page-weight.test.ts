import { expect, test } from "vitest";
import { join, newPerson, signIn } from "../support/people";
import { builtRoutes } from "../support/routes";
import { halfSignIn } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

const signInScript = /^\/assets\/passkeySignIn-[\w-]+\.js$/;

test("the sign-in page is smaller than 15 KB, compressed, with one stylesheet, one script, no font and no React", async () => {
  const html = await (await newVisitor().visit("/sign-in?returnTo=/account/security")).text();
  expect(await compressedSize(html)).toBeLessThan(15_000);
  const { styles, scripts, others } = loadedBy(html);
  expect(styles).toEqual([expect.stringMatching(/^\/assets\/app-[\w-]+\.css$/)]);
  expect(scripts).toEqual([expect.stringMatching(signInScript)]);
  expect(others).toEqual(["/favicon.svg"]);
  expect(html).not.toMatch(/modulepreload|__reactRouter|entry\.client/);
});

test("no page for visitors has a script, but for the one of the sign-in page", async () => {
  const pages = [
    "/",
    "/sign-up",
    "/forgot-password",
    "/verify-email",
    "/reset-password?token=none",
    "/nothing",
    "/outbox",
  ];
  for (const path of pages)
    expect(loadedBy(await (await newVisitor().visit(path)).text()).scripts, path).toEqual([]);
  const { visitor } = await halfSignIn();
  for (const path of ["/sign-in/two-factor", "/sign-in/backup-code"])
    expect(loadedBy(await (await visitor.visit(path)).text()).scripts, path).toEqual([]);
});

test("a page that is shown again with mistakes has no more scripts than before", async () => {
  const wrong = await signIn(newVisitor(), newPerson());
  expect(loadedBy(await wrong.text()).scripts).toEqual([expect.stringMatching(signInScript)]);
  expect(loadedBy(await (await newVisitor().submit("/sign-up", {})).text()).scripts).toEqual([]);
});

test("signed-in pages come alive in the browser", async () => {
  const { visitor } = await join();
  expect(await (await visitor.visit("/dashboard")).text()).toContain("entry.client");
});

test("no document of any route loads anything from elsewhere, or a second stylesheet", async () => {
  const { visitor } = await join();
  for (const someone of [visitor, newVisitor()])
    for (const { path } of builtRoutes()) {
      const response = await someone.visit(path);
      if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
      const { styles, others } = loadedBy(await response.text());
      expect(styles.length, path).toBe(1);
      for (const address of [...styles, ...others])
        expect(address, path).toMatch(/^\/(assets\/|favicon\.svg$)/);
    }
});

function loadedBy(html: string) {
  const tags = (pattern: RegExp) => [...html.matchAll(pattern)].map(([tag]) => tag);
  const addressOf = (tag: string) => / (?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? "";
  const links = tags(/<link [^>]+>/g);
  return {
    styles: links.filter((tag) => tag.includes('rel="stylesheet"')).map(addressOf),
    others: links.filter((tag) => !tag.includes('rel="stylesheet"')).map(addressOf),
    scripts: tags(/<script[^>]*>/g).map((tag) => addressOf(tag) || "written into the page"),
  };
}

async function compressedSize(text: string): Promise<number> {
  const stream = new Response(text).body?.pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
