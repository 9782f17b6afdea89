import { expect, test } from "vitest";
import { read, sent } from "../support/page";
import { join } from "../support/people";
import { row, userIdOf } from "../support/records";
import type { Visitor } from "../support/visitor";

const form = "/account";

const empty = { name: "Ada Lovelace", username: "", bio: "", website: "" };

function freshUsername() {
  return `Ada_${crypto.randomUUID().slice(0, 8)}`;
}

async function saved(visitor: Visitor) {
  const { html } = await read(await visitor.visit("/account"));
  const value = (name: string) => new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1];
  const bio = /<textarea[^>]*name="bio"[^>]*>([^<]*)</.exec(html)?.[1];
  return { name: value("name"), username: value("username"), bio, website: value("website") };
}

test("the dashboard greets by name, and a new name is there at once", async () => {
  const { visitor } = await join();
  expect((await read(await visitor.visit("/dashboard"))).heading).toBe("Hello, Ada Lovelace");
  await visitor.submit(form, { ...empty, name: "Ada King" });
  expect((await read(await visitor.visit("/dashboard"))).heading).toBe("Hello, Ada King");
});

test("a name with markup in it is shown as it is written", async () => {
  const { visitor } = await join();
  await visitor.submit(form, { ...empty, name: "<img src=x onerror=alert(1)>" });
  const page = await read(await visitor.visit("/dashboard"));
  expect(page.heading).toBe("Hello, <img src=x onerror=alert(1)>");
  expect(page.html).not.toContain("<img");
});

test("what somebody tells about themselves is kept, and said to be", async () => {
  const { visitor } = await join();
  const profile = {
    name: "Ada King",
    username: freshUsername(),
    bio: "Wrote the first program.",
    website: "https://ada.example/",
  };
  expect(sent(await visitor.submit(form, profile))).toBe("303 /account");
  expect((await read(await visitor.visit("/account"))).message).toBe("Your changes are saved.");
  expect((await read(await visitor.visit("/account"))).message).toBe("");
  expect(await saved(visitor)).toEqual(profile);
});

test("what was told can be taken back", async () => {
  const { visitor } = await join();
  const profile = {
    name: "Ada King",
    username: freshUsername(),
    bio: "Wrote the first program.",
    website: "https://ada.example/",
  };
  await visitor.submit(form, profile);
  await visitor.submit(form, empty);
  expect(await saved(visitor)).toEqual(empty);
});

test("the same username can be saved again by its owner", async () => {
  const { visitor } = await join();
  const username = freshUsername();
  await visitor.submit(form, { ...empty, username });
  expect(sent(await visitor.submit(form, { ...empty, username, bio: "More." }))).toBe("303 /account");
});

test("a username that is taken, in any case, saves nothing at all", async () => {
  const username = freshUsername();
  const { visitor: first } = await join();
  await first.submit(form, { ...empty, username });
  const { visitor, email } = await join();
  const page = await read(
    await visitor.submit(form, {
      name: "Mallory",
      username: username.toUpperCase(),
      bio: "Half.",
      website: "",
    }),
  );
  expect([page.status, page.mistake("username")]).toEqual([
    400,
    expect.stringMatching(/^This username is taken\. Try another one\. Free now: [\w.]+(, [\w.]+)?\.$/),
  ]);
  expect(page.html).toContain('value="Mallory"');
  expect(await saved(visitor)).toEqual(empty);
  expect(await row("select * from profile where user_id = ?", await userIdOf(email))).toBeNull();
});

test("each mistake is named at its field, and nothing is half saved", async () => {
  const { visitor } = await join();
  for (const [field, value, mistake] of [
    ["name", " ", "Enter your name."],
    ["name", "a".repeat(101), "Use 100 characters or fewer."],
    ["username", "ab", "Use 3 characters or more."],
    ["username", "a".repeat(31), "Use 30 characters or fewer."],
    ["username", "ada@example.com", "Use letters, digits, dots and underscores only."],
    ["bio", "a".repeat(501), "Use 500 characters or fewer."],
    ["website", "ada.example", "Enter an address like https://example.com."],
    ["website", "javascript:alert(1)", "Enter an address like https://example.com."],
  ] as const) {
    const page = await read(
      await visitor.submit(form, {
        name: "Changed",
        username: "",
        bio: "Changed",
        website: "",
        [field]: value,
      }),
    );
    expect([field, page.status >= 400 && page.status < 500, page.mistake(field)]).toEqual([
      field,
      true,
      mistake,
    ]);
    expect(page.title).toBe("Error: Profile");
    expect(await saved(visitor)).toEqual(empty);
  }
});

test("one person's form never changes another person", async () => {
  const { visitor: ada } = await join();
  const { visitor: eve, email } = await join();
  const userId = await userIdOf(email);
  await ada.submit(form, { ...empty, name: "Ada King", id: userId, userId });
  expect(await saved(eve)).toEqual(empty);
});

test("the switch of colours is remembered, leads back, and refuses what is no form or no colour", async () => {
  const { visitor } = await join();
  expect(sent(await visitor.submit("/theme", { theme: "dark", returnTo: "/account" }))).toBe("303 /account");
  expect((await read(await visitor.visit("/account"))).html).toMatch(/<html[^>]*data-theme="dark"/);
  expect(sent(await visitor.submit("/theme", { theme: "light", returnTo: "//evil.example" }))).toBe("303 /");
  expect((await visitor.submit("/theme", { theme: "<b>" })).status).toBe(400);
  expect((await visitor.call("/theme", { theme: "dark" })).status).toBe(400);
});
