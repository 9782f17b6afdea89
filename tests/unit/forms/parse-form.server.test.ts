import { APIError } from "better-auth/api";
import { expect, test } from "vitest";
import { z } from "zod";
import type { AuthErrorCode } from "~/auth/auth.server";
import { messageOf } from "~/forms/form-errors";
import { parseForm } from "~/forms/parse-form.server";
import { checkbox, currentPassword, email, newPassword, personName, totpCode } from "~/forms/rules";

function post(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return new Request("http://localhost/", { method: "POST", body: new URLSearchParams(fields), headers });
}

async function mistakes(schema: z.ZodType, fields: Record<string, string>) {
  const { error } = await parseForm(post(fields), schema);
  return error?.data;
}

const everySecret = z.object({
  email,
  password: currentPassword,
  newPassword,
  currentPassword,
  code: totpCode,
});

test("what was entered comes back with the mistake, but no secret ever does", async () => {
  const secrets = {
    password: "s3cret-one",
    newPassword: "s3cret-two",
    currentPassword: "s3cret-three",
    code: "s3cret",
  };
  const { error } = await parseForm(post({ email: "not an address", ...secrets }), everySecret);
  expect(error?.init?.status).toBe(422);
  expect(error?.data.values).toEqual({ email: "not an address" });
  expect(JSON.stringify(error)).not.toContain("s3cret");
});

test("nor does it after better-auth refused the form", async () => {
  const { reject } = await parseForm(
    post({ email: "ada@example.com", password: "s3cret" }),
    z.object({ email, password: currentPassword }),
  );
  const refusal = new APIError("UNAUTHORIZED", { code: "INVALID_PASSWORD", message: "Invalid password" });
  const error = reject?.(refusal, { INVALID_PASSWORD: "password" });
  expect(error?.init?.status).toBe(400);
  expect(error?.data.errors).toEqual({ password: [messageOf.INVALID_PASSWORD] });
  expect(JSON.stringify(error)).not.toContain("s3cret");
});

test("a refusal that nobody mapped, and a bug, go to the error page", async () => {
  const { reject } = await parseForm(post({ email: "ada@example.com" }), z.object({ email }));
  const unmapped = new APIError("BAD_REQUEST", { code: "INVALID_EMAIL" });
  expect(() => reject?.(unmapped, { INVALID_PASSWORD: "form" })).toThrow(unmapped);
  const bug = new TypeError("undefined is not a function");
  expect(() => reject?.(bug, { INVALID_EMAIL: "email" })).toThrow(bug);
});

test("over a limit is a page of its own that says how long to wait", async () => {
  const { reject } = await parseForm(post({ email: "ada@example.com" }), z.object({ email }));
  const over = new APIError("TOO_MANY_REQUESTS", { code: "TOO_MANY_ATTEMPTS" }, { "Retry-After": "37" });
  let thrown: unknown;
  try {
    reject?.(over, {});
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({
    data: { retryAfterSeconds: 37 },
    init: { status: 429, headers: { "Retry-After": "37" } },
  });
});

test("a form that is too large is refused before it is read", async () => {
  const request = post({ email: "a" }, { "Content-Length": String(64 * 1024 + 1) });
  await expect(parseForm(request, z.object({ email }))).rejects.toMatchObject({ init: { status: 413 } });
  expect(request.bodyUsed).toBe(false);
});

test("a form that is too large is refused too when it does not say how large it is", async () => {
  const body = new TextEncoder().encode(`email=${"a".repeat(64 * 1024)}`);
  const request = new Request("http://localhost/", {
    method: "POST",
    body: new Blob([body]).stream(),
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    duplex: "half",
  } as RequestInit);
  await expect(parseForm(request, z.object({ email }))).rejects.toMatchObject({ init: { status: 413 } });
});

test("what is no form is refused", async () => {
  const request = new Request("http://localhost/", {
    method: "POST",
    body: "{}",
    headers: { "Content-Type": "application/json" },
  });
  await expect(parseForm(request, z.object({ email }))).rejects.toMatchObject({ init: { status: 415 } });
});

test("a file where text belongs counts as missing", async () => {
  const body = new FormData();
  body.append("email", new File(["x"], "ada@example.com"));
  const { error } = await parseForm(
    new Request("http://localhost/", { method: "POST", body }),
    z.object({ email }),
  );
  expect(error?.data.errors).toHaveProperty("email");
});

test.each([
  ["an address without @", z.object({ email }), { email: "ada" }, "email"],
  ["no address", z.object({ email }), { email: "  " }, "email"],
  ["no name", z.object({ name: personName }), { name: " " }, "name"],
  ["a name of 101 characters", z.object({ name: personName }), { name: "a".repeat(101) }, "name"],
  ["five digits", z.object({ code: totpCode }), { code: "12345" }, "code"],
  ["letters for a code", z.object({ code: totpCode }), { code: "12345a" }, "code"],
])("%s is a mistake with a sentence that helps", async (_, schema, fields, field) => {
  const data = await mistakes(schema, fields);
  expect(data?.errors[field]?.[0]).toMatch(/^[A-Z].*\.$/);
});

test("addresses lose spaces and capitals, codes lose spaces, boxes are ticked or not", async () => {
  const schema = z.object({ email, code: totpCode, trustDevice: checkbox, rememberMe: checkbox });
  const { values } = await parseForm(
    post({ email: " Ada@Example.COM ", code: " 123 456 ", trustDevice: "on" }),
    schema,
  );
  expect(values).toEqual({ email: "ada@example.com", code: "123456", trustDevice: true, rememberMe: false });
});

test("every sentence for a mistake starts with a capital and ends with a full stop", () => {
  for (const [code, message] of Object.entries(messageOf) as [AuthErrorCode, string][])
    expect([code, message]).toEqual([code, expect.stringMatching(/^[A-Z].*\.$/s)]);
});
