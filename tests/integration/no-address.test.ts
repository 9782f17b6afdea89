import { expect, test } from "vitest";
import { placeholderEmail } from "../../app/auth/placeholder-email";
import { read } from "../support/page";
import { join, signIn } from "../support/people";
import { change } from "../support/records";
import { newVisitor } from "../support/visitor";

test("an account without an address says so, and never shows what stands in its place", async () => {
  const { email, password } = await join();
  const placeholder = placeholderEmail("phone");
  await change("update user set email = ? where email = ?", placeholder, email);
  const visitor = newVisitor();
  await signIn(visitor, { email: placeholder, password });
  for (const path of ["/dashboard", "/account"]) {
    const { html } = await read(await visitor.visit(path));
    expect(html).toContain("No address yet");
    expect(html).not.toContain(placeholder);
  }
});
