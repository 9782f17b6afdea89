import { expect, test } from "vitest";
import { later, minutes } from "../support/clock";
import { allMailTo, mailTo } from "../support/mailbox";
import { read, sent } from "../support/page";
import { isSignedIn } from "../support/people";
import { deployed, newVisitor, type Visitor } from "../support/visitor";

const page = "/sign-in/phone";

function newNumber(): string {
  const [digits = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `+1555${String(digits % 10_000_000).padStart(7, "0")}`;
}

async function askForCode(visitor: Visitor, phoneNumber: string, count = 1): Promise<string> {
  await visitor.submit(page, { phoneNumber });
  const [newest] = await mailTo(phoneNumber, count);
  return /^\d{6}/.exec(newest?.text ?? "")?.[0] ?? "";
}

const other = (code: string) => (code === "000000" ? "000001" : "000000");

test("a code by text message signs in, the second time into the same account", async () => {
  const number = newNumber();
  const typed = `00${number.slice(1, 5)} (${number.slice(5, 8)}) ${number.slice(8)}`;
  const visitor = newVisitor();
  expect(sent(await visitor.submit(page, { phoneNumber: typed }))).toBe(`303 ${page}?sent=`);
  expect((await read(await visitor.visit(`${page}?sent=`))).text).toContain(`sent to ${number}`);
  const [message] = await mailTo(number);
  expect(message?.text).toMatch(/^\d{6} is your code for Latchkey\.[\s\S]+\n@localhost:8788 #\d{6}$/);
  const code = message?.text.slice(0, 6) ?? "";
  expect(sent(await visitor.submit(page, { phoneNumber: number, code }))).toBe("303 /dashboard");
  await visitor.submit("/account", { name: "Grace", username: "", bio: "", website: "" });
  const again = newVisitor();
  const second = await askForCode(again, number, 2);
  await again.submit(page, { phoneNumber: number, code: second });
  expect((await read(await again.visit("/dashboard"))).text).toContain("Hello, Grace");
});

test("a wrong code stays on the page; after five the right one is dead (ASVS 6.6.3)", async () => {
  const phoneNumber = newNumber();
  const visitor = newVisitor();
  const code = await askForCode(visitor, phoneNumber);
  for (let count = 0; count < 5; count++) {
    const wrong = await read(await visitor.submit(page, { phoneNumber, code: other(code) }));
    expect([wrong.mistake("code") !== undefined, wrong.html.includes(`value="${phoneNumber}"`)]).toEqual([
      true,
      true,
    ]);
  }
  await visitor.submit(page, { phoneNumber, code });
  expect(await isSignedIn(visitor)).toBe(false);
});

test("ASVS 6.5.1, 6.5.5: a code works once, and for ten minutes", async () => {
  const phoneNumber = newNumber();
  const visitor = newVisitor();
  const code = await askForCode(visitor, phoneNumber);
  await visitor.submit(page, { phoneNumber, code });
  expect((await newVisitor().submit(page, { phoneNumber, code })).status).toBe(400);
  const late = newVisitor();
  const second = await askForCode(late, phoneNumber, 2);
  later(10 * minutes + 1);
  expect((await late.submit(page, { phoneNumber, code: second })).status).toBe(400);
});

test("text messages cost money: four go to a number in half an hour, and nobody can tell", async () => {
  const phoneNumber = newNumber();
  for (let count = 0; count < 6; count++)
    expect(sent(await newVisitor().submit(page, { phoneNumber }))).toBe(`303 ${page}?sent=`);
  await mailTo(phoneNumber, 4);
  expect(await allMailTo(phoneNumber)).toHaveLength(4);
});

test("a number without its country code is to be mended", async () => {
  const refused = await read(await newVisitor().submit(page, { phoneNumber: "0151 2345678" }));
  expect([refused.status, refused.mistake("phoneNumber")]).toEqual([
    422,
    expect.stringContaining("country code"),
  ]);
});

test("where no text messages can be sent there is no such page, and no link to it", async () => {
  const visitor = newVisitor(deployed);
  expect((await visitor.visit(page)).status).toBe(404);
  expect((await read(await visitor.visit("/sign-in"))).html).not.toContain(page);
  expect((await read(await newVisitor().visit("/sign-in"))).html).toContain(page);
});
