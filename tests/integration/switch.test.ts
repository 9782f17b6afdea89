import { describe, expect, test } from "vitest";
import { add, joinAll, keptIn, switchPage, switchTo, whoIs } from "../support/accounts";
import { later, minutes } from "../support/clock";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson } from "../support/people";
import { change, rows, userIdOf } from "../support/records";
import { joinWithTwoFactor, nextCode } from "../support/two-factor";

const adaAndGrace = ["Ada Lovelace", "Grace Hopper"];

test("another account is added beside the first, and both are there to switch between", async () => {
  const { visitor, people } = await joinAll(["Ada Lovelace"]);
  const { visitor: _elsewhere, ...grace } = await join(newPerson("Grace Hopper"));
  const page = await read(await visitor.visit(switchPage));
  expect([page.status, page.heading]).toEqual([200, "Accounts on this device"]);
  expect(page.text).toMatch(/Ada Lovelace In use ada-\S+@example.com Sign out Add another account/);
  expect(page.html).toContain('href="/sign-in?add="');
  expect((await visitor.visit("/sign-in?add=")).status).toBe(200);
  expect(sent(await add(visitor, grace, "/account"))).toBe("303 /account");
  expect(await whoIs(visitor)).toEqual(["Grace Hopper", "Grace Hopper"]);
  const both = (await read(await visitor.visit(switchPage))).text;
  expect(both).toMatch(
    /Grace Hopper In use .* Sign out .*Ada Lovelace ada-.* Switch Sign out .*Sign out of all/,
  );
  expect(sent(await switchTo(visitor, people[0] ?? newPerson()))).toBe("303 /dashboard");
  expect((await read(await visitor.visit("/dashboard"))).message).toBe("You are using another account now.");
  expect(await whoIs(visitor)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
});

test("right after a switch every page is that of the account that is in use now", async () => {
  const { visitor, people } = await joinAll(adaAndGrace);
  const [ada = newPerson(), grace = newPerson()] = people;
  for (const [now, before] of [
    [ada, grace],
    [grace, ada],
  ] as const) {
    await switchTo(visitor, now);
    for (const path of ["/dashboard", "/account", "/account/activity", "/account/data", "/account/security"])
      for (const address of [path, `${path}.data`]) {
        const body = await (await visitor.visit(address)).text();
        expect(body, address).toContain(now.email);
        // The account before is in the menu alone, to switch back to.
        const elsewhere = body.replace(/<ul aria-label="Other accounts".*?<\/ul>/s, "");
        if (address === path) expect(elsewhere.split("<script")[0], address).not.toContain(before.email);
      }
    const session = await (await visitor.visit("/api/auth/get-session")).json();
    expect(session).toMatchObject({ user: { email: now.email } });
  }
});

test("the menu offers the other accounts, and asks the database only where there are some", async () => {
  const { visitor, people } = await joinAll(["Ada Lovelace"]);
  const dashboard = async () => {
    const response = await visitor.visit("/dashboard");
    return { queries: response.headers.get("x-d1-queries"), ...(await read(response)) };
  };
  const alone = await dashboard();
  expect([alone.queries, alone.html.includes("Other accounts")]).toEqual(["0", false]);
  expect(alone.text).toContain("Switch account");
  const { people: more } = await joinAll(["Grace Hopper", "Mary Somerville"], visitor);
  const together = await dashboard();
  expect(together.queries).toBe("1");
  for (const { name } of [...people, ...more.slice(0, 1)])
    expect(together.text).toContain(`Switch to ${name}`);
  expect(together.text).not.toContain("Switch to Mary");
});

test("a sixth account is refused, and both pages say what to do", async () => {
  const names = ["Ada", "Grace", "Mary", "Emmy", "Sofia"];
  const { visitor } = await joinAll(names);
  const { visitor: _elsewhere, ...sixth } = await join(newPerson("Maria"));
  expect((await read(await visitor.visit(switchPage))).text).toMatch(
    /room for no more\. To add another one, sign out of one first\./,
  );
  expect(sent(await visitor.visit("/sign-in?add="))).toBe(`303 ${switchPage}`);
  const refused = await read(await add(visitor, sixth));
  expect([refused.status, refused.alert]).toEqual([400, expect.stringContaining("sign out of one")]);
  const { email, password } = sixth;
  const response = await visitor.call("/api/auth/sign-in/email", { email, password });
  expect([response.status, await response.json()]).toMatchObject([403, { code: "TOO_MANY_ACCOUNTS" }]);
  expect(await whoIs(visitor)).toEqual(["Sofia", "Sofia"]);
  expect(keptIn(visitor)).toHaveLength(5);
  expect(await rows("select id from session where user_id = ?", await userIdOf(email))).toHaveLength(1);
});

test("to sign in again to one of five is no sixth", async () => {
  const { visitor, people } = await joinAll(["Ada", "Grace", "Mary", "Emmy", "Sofia"]);
  expect(sent(await add(visitor, people[0] ?? newPerson()))).toBe("303 /dashboard");
  expect(await whoIs(visitor)).toEqual(["Ada", "Ada"]);
  expect(keptIn(visitor)).toHaveLength(5);
});

test("a session that has ended is named and taken off the list", async () => {
  const { visitor, people } = await joinAll(adaAndGrace);
  const [ada = newPerson()] = people;
  await change("delete from session where user_id = ?", await userIdOf(ada.email));
  const response = await switchTo(visitor, ada);
  const page = await read(response);
  expect([page.status, page.alert]).toEqual([
    410,
    "Ada Lovelace is no longer signed in on this device. Add the account again to go on with it.",
  ]);
  expect(page.text).not.toContain(ada.email);
  expect(keptIn(visitor)).toHaveLength(1);
  expect(await whoIs(visitor)).toEqual(["Grace Hopper", "Grace Hopper"]);
});

describe("signing out", () => {
  test("of the account in use goes on as another one", async () => {
    const { visitor, people } = await joinAll(adaAndGrace);
    const account = await userIdOf(people[1]?.email ?? "");
    expect(sent(await visitor.submit(switchPage, { intent: "end", account }))).toBe(`303 ${switchPage}`);
    expect(await whoIs(visitor)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
    expect(keptIn(visitor)).toHaveLength(1);
    const events = await rows(
      "select event from activity where user_id = ? and event = 'signed-out'",
      account,
    );
    expect(events).toHaveLength(1);
  });

  test("of another one leaves the account in use", async () => {
    const { visitor, people } = await joinAll(adaAndGrace);
    const account = await userIdOf(people[0]?.email ?? "");
    expect(sent(await visitor.submit(switchPage, { intent: "end", account }))).toBe(`303 ${switchPage}`);
    expect(await whoIs(visitor)).toEqual(["Grace Hopper", "Grace Hopper"]);
  });

  test("of the only one is to sign out", async () => {
    const { visitor, people } = await joinAll(["Ada Lovelace"]);
    const account = await userIdOf(people[0]?.email ?? "");
    const response = await visitor.submit(switchPage, { intent: "end", account });
    expect(sent(response)).toBe("303 /sign-in");
    expect(response.headers.get("clear-site-data")).toBe('"cache", "storage"');
    expect([await isSignedIn(visitor), keptIn(visitor)]).toEqual([false, []]);
  });

  test("of all ends each session, and notes it in each account", async () => {
    const { visitor, people } = await joinAll(adaAndGrace);
    const before = new Map(visitor.cookies);
    await visitor.submit("/sign-out", {});
    expect([await isSignedIn(visitor), keptIn(visitor)]).toEqual([false, []]);
    for (const [name, value] of before) if (!name.endsWith("session_data")) visitor.cookies.set(name, value);
    expect(await isSignedIn(visitor)).toBe(false);
    for (const { email } of people)
      expect(
        await rows(
          "select event from activity where user_id = ? and event = 'signed-out'",
          await userIdOf(email),
        ),
      ).toHaveLength(1);
  });
});

test("while a second step is asked for, the first account waits, and one can go on as it", async () => {
  const { visitor, people } = await joinAll(["Ada Lovelace"]);
  const { person, secret } = await joinWithTwoFactor();
  expect(sent(await add(visitor, person, "/account"))).toBe(
    "303 /sign-in/two-factor?returnTo=%2Faccount&add=",
  );
  const step = "/sign-in/two-factor?returnTo=%2Faccount&add=";
  expect((await visitor.submit(step, { code: "000000" })).status).toBe(400);
  expect(await isSignedIn(visitor)).toBe(false);
  const page = await read(await visitor.visit("/sign-in?returnTo=/account"));
  expect(page.text).toContain("Go on as Ada Lovelace");
  const account = await userIdOf(people[0]?.email ?? "");
  expect(sent(await visitor.submit("/sign-in/go-on?returnTo=/account", { account }))).toBe("303 /account");
  expect(await whoIs(visitor)).toEqual(["Ada Lovelace", "Ada Lovelace"]);
  await add(visitor, person, "/account");
  expect(sent(await visitor.submit(step, { code: await nextCode(secret) }))).toBe("303 /account");
  expect(keptIn(visitor)).toHaveLength(2);
});

test("a proof belongs to the session: what one account has shown counts for no other", async () => {
  const { visitor, people } = await joinAll(adaAndGrace);
  const [ada = newPerson(), grace = newPerson()] = people;
  later(11 * minutes);
  const confirm = "/account/confirm?returnTo=/account/security/passkeys";
  await visitor.submit(confirm, { password: grace.password });
  const remove = { intent: "remove", id: "none" };
  const passkeys = "/account/security/passkeys";
  expect((await visitor.submit(passkeys, remove)).status).toBe(404);
  await switchTo(visitor, ada);
  expect(sent(await visitor.submit(passkeys, remove))).toMatch(/^303 \/account\/confirm/);
  const endpoint = await visitor.call("/api/auth/passkey/delete-passkey", { id: "none" });
  expect(await endpoint.json()).toMatchObject({ code: "SESSION_NOT_FRESH" });
  await switchTo(visitor, grace);
  expect((await visitor.submit(passkeys, remove)).status).toBe(404);
});

test("where to go on to is a path of this app", async () => {
  const { visitor, people } = await joinAll(adaAndGrace);
  const [ada = newPerson(), grace = newPerson()] = people;
  expect(sent(await switchTo(visitor, ada, `${switchPage}?returnTo=/account/data`))).toBe(
    "303 /account/data",
  );
  const evil = `${switchPage}?returnTo=${encodeURIComponent("//evil.example")}`;
  expect(sent(await switchTo(visitor, grace, evil))).toBe("303 /dashboard");
  expect((await read(await visitor.visit(evil))).html).toContain('href="/sign-in?add="');
});
