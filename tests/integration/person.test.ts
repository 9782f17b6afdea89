import { expect, test, vi } from "vitest";
import { ageProof, joinAsAdmin } from "../support/admins";
import { allMailTo, mailTo } from "../support/mailbox";
import { makeOrganization } from "../support/organizations";
import { read, sent } from "../support/page";
import { isSignedIn, join, newPerson, signIn } from "../support/people";
import { change, row, rows, userIdOf } from "../support/records";
import { turnOnTwoFactor } from "../support/two-factor";
import { newVisitor } from "../support/visitor";

async function adminAndPerson(name = "Ada Lovelace") {
  const admin = await joinAsAdmin();
  const ada = await join(newPerson(name));
  const userId = await userIdOf(ada.email);
  const page = `/admin/users/${userId}`;
  const open = async (path = "") => read(await admin.visitor.visit(page + path));
  const submit = (path: string, form: Record<string, string>) => admin.visitor.submit(page + path, form);
  const noted = () => rows<{ event: string }>("select event from audit_event where subject_id = ?", userId);
  const expectNoted = (event: string) =>
    vi.waitFor(async () => expect((await noted()).map((entry) => entry.event)).toContain(event));
  return { admin, ada, userId, page, open, submit, expectNoted };
}

test("the page of one person says who they are, where they belong and what happened", async () => {
  const { ada, userId, page, open } = await adminAndPerson();
  await makeOrganization(ada.visitor, "Analytical Engines");
  const { heading, text, html } = await open();
  expect(heading).toBe("Ada Lovelace");
  for (const words of [ada.email, "Confirmed", userId, "Analytical Engines", "owner", "Account created"])
    expect(text).toContain(words);
  expect(html).toContain(`/admin/audit-log?about=${userId}`);
  expect((await open("/sign-in")).text).toContain("Firefox on Linux");
  expect((await open("/access")).text).toContain("They are the only owner of these organizations");
  const { admin } = await adminAndPerson();
  for (const path of ["", "/sign-in", "/access"])
    expect((await admin.visitor.visit(`/admin/users/nobody${path}`)).status).toBe(404);
  expect(page).toContain(userId);
});

test("sessions are ended one by one, and all at once", async () => {
  const { ada, userId, open, submit, expectNoted } = await adminAndPerson();
  const elsewhere = newVisitor();
  await signIn(elsewhere, ada);
  const sessions = await rows<{ id: string }>(
    "select id from session where user_id = ? order by created_at",
    userId,
  );
  expect(sessions.length).toBe(2);
  await submit("/sign-in", { intent: "end", sessionId: sessions[1]?.id ?? "" });
  expect(await row("select count(*) as n from session where user_id = ?", userId)).toEqual({ n: 1 });
  await expectNoted("admin-session-ended");
  await submit("/sign-in", { intent: "end-all" });
  expect((await open("/sign-in")).text).toContain("Nowhere.");
  await expectNoted("admin-sessions-ended");
});

test("messages are sent again; the password is set by its owner alone", async () => {
  const { ada, userId, submit, open, expectNoted } = await adminAndPerson();
  expect(sent(await submit("/sign-in", { intent: "send-reset" }))).toBe(`303 /admin/users/${userId}/sign-in`);
  expect((await mailTo(ada.email, 2))[0]?.subject).toContain("Set a new password");
  await expectNoted("admin-password-reset-sent");
  expect((await open("/sign-in")).text).not.toContain("Send confirmation again");
  await change("update user set email_verified = 0 where id = ?", userId);
  expect((await open("/sign-in")).text).toContain("Send confirmation again");
  await submit("/sign-in", { intent: "send-confirmation" });
  expect((await mailTo(ada.email, 3))[0]?.subject).toContain("Confirm your e-mail address");
  await expectNoted("admin-confirmation-sent");
});

test("V6.4.6: the second factor is reset by a form that asks how the identity was checked", async () => {
  const { admin, ada, open, submit } = await adminAndPerson();
  expect((await open("/sign-in")).text).not.toContain("Reset the second factor");
  await turnOnTwoFactor(ada.visitor, ada.password);
  const wrong = await read(await submit("/sign-in", { intent: "reset-second-factor", check: "yes" }));
  expect([wrong.status, wrong.mistake("check")]).toEqual([
    422,
    "Say in 10 to 500 characters how you made sure that it is them.",
  ]);
  expect(wrong.html).toContain(">yes</textarea>");
  const done = await submit("/sign-in", { intent: "reset-second-factor", check: "met them in the office" });
  expect(done.status).toBe(303);
  expect(sent(await signIn(newVisitor(), ada))).toBe("303 /dashboard");
  await turnOnTwoFactor(await signedIn(ada), ada.password);
  await ageProof(admin, 11);
  expect((await open("/sign-in")).text).toContain("prove once more that it is you");
  const late = await submit("/sign-in", { intent: "reset-second-factor", check: "met them in the office" });
  expect(late.headers.get("Location")).toContain("/account/confirm");
});

async function signedIn(person: { email: string; password: string }) {
  const visitor = newVisitor();
  await signIn(visitor, person);
  return visitor;
}

test("a ban signs out, tells its owner, and the page to sign in says why and until when", async () => {
  const { ada, submit, open } = await adminAndPerson();
  const wrong = await read(await submit("/access", { intent: "ban", reason: " ", length: "day" }));
  expect(wrong.status).toBe(422);
  await submit("/access", { intent: "ban", reason: "Sent spam", length: "day" });
  expect((await open()).text).toContain("Sent spam");
  ada.visitor.cookies.delete("latchkey.session_data");
  expect(await isSignedIn(ada.visitor)).toBe(false);
  const refused = await read(await signIn(newVisitor(), ada));
  expect(refused.text).toMatch(
    /This account is locked until \d+ \w+ \d{4}, \d\d:\d\d UTC\. Reason: Sent spam\./,
  );
  const stranger = await read(await signIn(newVisitor(), { ...ada, password: "not the right one" }));
  expect(stranger.text).not.toContain("locked");
  const [mail] = await mailTo(ada.email, 2);
  expect(mail?.text).toContain("Reason: Sent spam.");
  await submit("/access", { intent: "unban" });
  expect(sent(await signIn(newVisitor(), ada))).toBe("303 /dashboard");
  expect((await mailTo(ada.email, 3))[0]?.subject).toContain("open again");
});

test("the role is given and taken on the page, and one's own is not on offer", async () => {
  const { admin, userId, open, submit } = await adminAndPerson();
  await submit("/access", { intent: "set-role", role: "admin" });
  const { text } = await open("/access");
  expect(text).toContain("Take the role of admin away");
  expect(text).toContain("Nobody acts for another admin.");
  await submit("/access", { intent: "set-role", role: "user" });
  expect(await row("select role from user where id = ?", userId)).toEqual({ role: null });
  const own = `/admin/users/${await userIdOf(admin.email)}/access`;
  expect((await read(await admin.visitor.visit(own))).text).toContain("changed by another admin");
  const forms: Record<string, string>[] = [
    { intent: "set-role", role: "user" },
    { intent: "ban", reason: "x", length: "day" },
    { intent: "remove", confirmation: admin.email },
  ];
  for (const form of forms) expect((await admin.visitor.submit(own, form)).status, form.intent).toBe(400);
});

test("an account is deleted by typing whose it is", async () => {
  const { ada, userId, submit } = await adminAndPerson();
  const wrong = await read(await submit("/access", { intent: "remove", confirmation: "somebody" }));
  expect([wrong.status, wrong.mistake("confirmation")]).toEqual([
    422,
    `Type ${ada.email} as it is written here.`,
  ]);
  expect(sent(await submit("/access", { intent: "remove", confirmation: ada.email }))).toBe(
    "303 /admin/users",
  );
  expect(await row("select id from user where id = ?", userId)).toBeNull();
  await vi.waitFor(async () =>
    expect((await allMailTo(ada.email)).some(({ subject }) => subject.includes("account was deleted"))).toBe(
      true,
    ),
  );
});
