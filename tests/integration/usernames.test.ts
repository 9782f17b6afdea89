import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { read, sent } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, row, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

const profile = { name: "Ada Lovelace", username: "", bio: "", website: "" };
const usernameOf = async (email: string) =>
  (await row<{ username: string | null }>("select username from user where id = ?", await userIdOf(email)))
    ?.username ?? null;
const fresh = () => `ada_${crypto.randomUUID().slice(0, 8)}`;

test("a reserved username is refused by the form and by the endpoints, with what to do", async () => {
  const { visitor, email } = await join();
  for (const username of ["admin", "Supp0rt", "a.p.i", "dashboard", "latchkey_"]) {
    const page = await read(await visitor.submit("/account", { ...profile, username }));
    expect([page.status, page.mistake("username")]).toEqual([
      400,
      "This username is kept for the people who run this service. Choose another one.",
    ]);
    expect(page.html).toContain(`value="${username}"`);
    const update = await visitor.call("/api/auth/update-user", { username });
    expect([update.status, await update.json()]).toEqual([
      400,
      expect.objectContaining({ code: "USERNAME_RESERVED" }),
    ]);
    for (const names of [{ username }, { displayUsername: username }]) {
      const signUp = await newVisitor().call("/api/auth/sign-up/email", { ...newPerson(), ...names });
      expect([names, signUp.status, await signUp.json()]).toEqual([
        names,
        400,
        expect.objectContaining({ code: "USERNAME_RESERVED" }),
      ]);
    }
  }
  expect(await usernameOf(email)).toBeNull();
});

test("nobody is shown under a name that is not theirs", async () => {
  const { visitor } = await join();
  const username = fresh();
  await visitor.submit("/account", { ...profile, username });
  for (const displayUsername of ["Admin", "somebody_else"]) {
    const response = await visitor.call("/api/auth/update-user", { displayUsername });
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ code: "INVALID_DISPLAY_USERNAME" }),
    ]);
  }
  const upper = { displayUsername: username.toUpperCase() };
  expect((await visitor.call("/api/auth/update-user", upper)).status).toBe(200);
  expect((await read(await visitor.visit("/account"))).text).toContain(`@${username.toUpperCase()}`);
});

test("who has a reserved name from before keeps it, and signs in with it", async () => {
  const { visitor, email, password } = await join();
  await change(
    "update user set username = 'postmaster', display_username = 'Postmaster' where email = ?",
    email,
  );
  later(2 * minutes);
  expect(sent(await visitor.submit("/account", { ...profile, username: "Postmaster" }))).toBe("303 /account");
  const response = await newVisitor().submit("/sign-in", { email: "postmaster", password });
  expect(sent(response)).toBe("303 /dashboard");
});

test("the check tells whether a name can be had; reserved and taken ones are told alike", async () => {
  const { visitor } = await join();
  const username = fresh();
  await visitor.submit("/account", { ...profile, username });
  const ask = async (name: string) => {
    const response = await newVisitor().call("/api/auth/is-username-available", { username: name });
    return [response.status, await response.json()];
  };
  expect(await ask(fresh())).toEqual([200, { available: true }]);
  for (const name of [username, username.toUpperCase(), "admin", "adm1n"])
    expect([name, await ask(name)]).toEqual([name, [200, { available: false }]]);
});

test("the check is limited for each address", async () => {
  const visitor = newVisitor();
  const ask = () => visitor.call("/api/auth/is-username-available", { username: fresh() });
  for (let time = 0; time < 60; time += 1) expect((await ask()).status).toBe(200);
  expect((await ask()).status).toBe(429);
});

test("a name that was given up can be had by somebody else, and opens nothing of who had it", async () => {
  const { visitor, password } = await join();
  const username = fresh();
  await visitor.submit("/account", { ...profile, username });
  await visitor.submit("/account", profile);
  const { visitor: other } = await join();
  expect(sent(await other.submit("/account", { ...profile, username }))).toBe("303 /account");
  expect((await newVisitor().submit("/sign-in", { email: username, password })).status).toBe(400);
});

test("a website is a link that vouches for nothing, and is nothing else", async () => {
  const { visitor, email } = await join();
  await visitor.submit("/account", { ...profile, website: "https://ada.example/?a=1&b=2" });
  expect((await visitor.visit("/account").then(read)).html).toContain(
    '<a href="https://ada.example/?a=1&amp;b=2" rel="nofollow noopener"',
  );
  for (const website of [
    "javascript:alert(1)",
    "data:text/html,x",
    " javascript:alert(1)",
    "ftp://ada.example",
  ]) {
    expect((await visitor.submit("/account", { ...profile, website })).status).toBe(422);
    await change("update profile set website = ? where user_id = ?", website, await userIdOf(email));
    expect((await visitor.visit("/account").then(read)).html).not.toContain(`href="${website}"`);
  }
});
