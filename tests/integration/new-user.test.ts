import { expect, test, vi } from "vitest";
import { joinAsAdmin } from "../support/admins";
import { later } from "../support/clock";
import { linkTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson, signIn } from "../support/people";
import { row, rows, userIdOf } from "../support/records";
import { newVisitor } from "../support/visitor";

const page = "/admin/users/new";

test("a new user is sent a link to set a password, which proves the address and signs nobody in", async () => {
  const admin = await joinAsAdmin();
  const { name, email, password } = newPerson("Katherine Johnson");
  const answer = await admin.visitor.submit(page, { name, email: ` ${email.toUpperCase()} `, role: "" });
  expect(sent(answer)).toBe(`303 /admin/users?q=${encodeURIComponent(email)}`);
  const list = await read(await admin.visitor.visit(answer.headers.get("Location") ?? ""));
  expect(list.text).toContain(name);
  expect(list.text).toContain("Not confirmed");
  const [mail] = await mailTo(email);
  expect(mail?.subject).toBe("Your account at Latchkey");
  expect(mail?.text).toContain(`the account of ${admin.name}`);
  expect(await row("select role, email_verified as proven from user where email = ?", email)).toEqual({
    role: null,
    proven: 0,
  });
  later(6.9 * 24 * 60 * 60);
  const link = await linkTo(email, /Your account/);
  const visitor = newVisitor();
  expect((await read(await visitor.visit(link))).text).toContain(email);
  expect(sent(await visitor.submit(link, { newPassword: password }))).toBe("303 /sign-in");
  expect(await isSignedIn(visitor)).toBe(false);
  await signIn(visitor, { email, password });
  expect(await isSignedIn(visitor)).toBe(true);
  expect((await newVisitor().visit(link)).status).toBe(410);
  const id = await userIdOf(email);
  const noted = await rows(
    "select event, actor_name as actor from audit_event where subject_id = ? and event like 'admin%'",
    id,
  );
  expect(noted).toEqual([{ event: "admin-user-created", actor: admin.email }]);
});

test("the link dies after seven days, and the person asks for another one", async () => {
  const admin = await joinAsAdmin();
  const { name, email } = newPerson();
  await admin.visitor.submit(page, { name, email });
  const link = await linkTo(email, /Your account/);
  later(7 * 24 * 60 * 60 + 1);
  expect((await newVisitor().visit(link)).status).toBe(410);
  await newVisitor().submit("/forgot-password", { email });
  expect((await newVisitor().visit(await linkTo(email, /new password/))).status).toBe(200);
});

test("an admin may be made, and nothing but the two roles", async () => {
  const admin = await joinAsAdmin();
  const { name, email } = newPerson();
  await admin.visitor.submit(page, { name, email, role: "admin" });
  expect(await row("select role from user where email = ?", email)).toEqual({ role: "admin" });
  const wrong = await read(await admin.visitor.submit(page, { ...newPerson(), role: "owner" }));
  expect([wrong.status, wrong.mistake("role")]).toEqual([422, "Choose one of the roles."]);
});

test("what is wrong is said, and nothing that was typed is lost", async () => {
  const admin = await joinAsAdmin();
  const empty = await read(await admin.visitor.submit(page, { name: "", email: "nobody" }));
  expect(empty.mistake("name")).toBe("Enter the name.");
  expect(empty.mistake("email")).toContain("Enter an e-mail address like");
  expect(empty.html).toContain('value="nobody"');
  const { email } = await join();
  const taken = await read(await admin.visitor.submit(page, { name: "Ada", email: email.toUpperCase() }));
  expect([taken.status, taken.mistake("email")]).toEqual([
    400,
    "There is an account with this address already.",
  ]);
  expect(taken.html).toContain(`/admin/users?q=${encodeURIComponent(email.toUpperCase())}`);
  const placeholder = await admin.visitor.submit(page, { name: "Ada", email: "ada@no-address.invalid" });
  expect((await read(placeholder)).mistake("email")).toContain("Enter an e-mail address");
});

test.each(["invite", "closed"])("where sign-up is by %s, an admin still makes accounts", async (policy) => {
  const admin = await joinAsAdmin();
  const visitor = newVisitor({ settings: { SIGN_UP: policy } });
  for (const [name, value] of admin.visitor.cookies) visitor.cookies.set(name, value);
  const { name, email, password } = newPerson();
  expect((await visitor.submit(page, { name, email })).status).toBe(303);
  const person = newVisitor({ settings: { SIGN_UP: policy } });
  await person.submit(await linkTo(email, /Your account/), { newPassword: password });
  await signIn(person, { email, password });
  expect(await isSignedIn(person)).toBe(true);
});

test("V6.4.6: the endpoint sends the same link, and takes neither a password nor anything else about the account", async () => {
  const admin = await joinAsAdmin();
  const path = "/api/auth/admin/create-user";
  const { name, email, password } = newPerson();
  for (const more of [{ password }, { data: { emailVerified: true } }, { data: { banned: true } }]) {
    const refused = await admin.visitor.call(path, { name, email, ...more });
    expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([
      400,
      "NAME_ADDRESS_ROLE_ONLY",
    ]);
  }
  expect(await userIdOf(email)).toBe("");
  expect((await (await join()).visitor.call(path, { name, email })).status).toBe(403);
  expect((await newVisitor().call(path, { name, email })).status).toBe(401);
  expect((await admin.visitor.call(path, { name, email })).status).toBe(200);
  await vi.waitFor(async () => expect(await mailTo(email)).toHaveLength(1));
  expect((await admin.visitor.call(path, { name, email })).status).toBe(400);
});
