import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { allMailTo, linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, signIn } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { joinWithTwoFactor } from "../support/two-factor";
import { newVisitor, type Visitor } from "../support/visitor";

async function askForLink(visitor: Visitor, email: string) {
  expect(sent(await visitor.submit("/account/data", {}))).toBe("303 /account/data");
  return linkTo(email, /^Delete your/);
}

test("ASVS 7.4.2: a link by mail and a button delete the account with all that hangs on it, on every device", async () => {
  const { visitor, person } = await joinWithTwoFactor();
  const id = await userIdOf(person.email);
  await visitor.submit("/account", { name: "Ada", username: "", bio: "Analyst.", website: "" });
  await newVisitor().submit("/forgot-password", { email: person.email });
  const link = await askForLink(visitor, person.email);
  expect((await read(await visitor.visit("/account/data"))).message).toContain("for the last step");

  expect((await read(await visitor.visit(link))).heading).toBe("Delete your account");
  expect(await row("select id from user where id = ?", id)).not.toBeNull();

  expect(sent(await visitor.submit(link, {}))).toBe("303 /");
  expect((await read(await visitor.visit("/"))).message).toContain("Your account is deleted");
  expect(await isSignedIn(visitor)).toBe(false);
  expect([...visitor.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  for (const table of ["session", "account", "two_factor", "passkey", "profile", "activity", "known_device"])
    expect([table, await rows(`select * from ${table} where user_id = ?`, id)]).toEqual([table, []]);
  expect(await rows("select * from user where id = ?", id)).toEqual([]);
  expect(await rows("select * from verification where instr(value, ?) > 0", id)).toEqual([]);
  const subjects = (await mailTo(person.email, 4)).map(({ subject }) => subject);
  expect(subjects).toContain("Your Latchkey account is deleted");
  expect((await signIn(newVisitor(), person)).status).toBe(400);
});

test("a link works once, and afterwards says so to whoever joins anew with the same address", async () => {
  const { visitor, email } = await join();
  const link = await askForLink(visitor, email);
  await visitor.submit(link, {});
  const { visitor: other } = await join();
  const page = await read(await other.visit(link));
  expect([page.status, page.heading]).toEqual([410, "This link no longer works"]);
});

test("a link deletes no other account than the one that asked", async () => {
  const { visitor, email } = await join();
  const link = await askForLink(visitor, email);
  const { visitor: eve, email: other } = await join();
  expect((await eve.visit(link)).status).toBe(410);
  expect((await eve.submit(link, {})).status).toBe(410);
  expect([await userIdOf(email), await userIdOf(other)]).not.toContain("");
  expect(await isSignedIn(visitor)).toBe(true);
});

test("strangers who open the link sign in and come back to it", async () => {
  const { visitor, ...person } = await join();
  const link = await askForLink(visitor, person.email);
  const stranger = newVisitor();
  const asked = await stranger.visit(link);
  const to = asked.headers.get("location") ?? "";
  expect(to).toBe(`/sign-in?returnTo=${encodeURIComponent(link)}`);
  expect(sent(await stranger.submit(to, { ...person, rememberMe: "on" }))).toBe(`303 ${link}`);
});

test("after an hour the link has expired and deletes nothing", async () => {
  const { visitor, email } = await join();
  const link = await askForLink(visitor, email);
  later(61 * minutes);
  expect((await visitor.visit(link)).status).toBe(410);
  expect((await visitor.submit(link, {})).status).toBe(410);
  expect(await userIdOf(email)).not.toBe("");
});

test("ASVS 7.5.1: asking for the link wants a recent proof", async () => {
  const { visitor, email } = await join();
  later(11 * minutes);
  expect(sent(await visitor.submit("/account/data", {}))).toContain("303 /account/confirm");
  expect((await allMailTo(email)).length).toBe(1);
});

test("an account without an address is deleted after one more page, and no mail is sent", async () => {
  const { visitor, email } = await join();
  const id = await userIdOf(email);
  const placeholder = `phone-${id}@no-address.invalid`;
  await change("update user set email = ? where id = ?", placeholder, id);
  later(2 * minutes); // the session cookie still knew the old address for a minute
  const { headers } = await visitor.submit("/account/data", {});
  const link = headers.get("location") ?? "";
  expect(link).toMatch(/^\/account\/data\/delete\?token=/);
  expect((await read(await visitor.visit(link))).heading).toBe("Delete your account");
  expect(sent(await visitor.submit(link, {}))).toBe("303 /");
  expect(await row("select id from user where id = ?", id)).toBeNull();
  expect(await allMailTo(placeholder)).toEqual([]);
});
