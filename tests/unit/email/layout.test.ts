import { expect, test } from "vitest";
import { organizationInvitation } from "~/email/organization-invitation";

const facts = {
  to: "ada@example.com",
  appName: "Latchkey",
  baseUrl: "https://id.example.com",
  who: "Firefox on Linux",
  id: "1",
  proof: "2",
  role: "member",
  inviter: "Bob",
};

test("a name with line breaks, or signs that turn it around, adds no line to a message and none to its head", () => {
  const organization = "Engines\r\nBcc: eve@example.com\n\nYour account is locked.\u2028\u202egro.live";
  const { subject, text } = organizationInvitation({ ...facts, organization });
  const name = "Engines Bcc: eve@example.com Your account is locked. gro.live";
  expect(subject).toBe(`Bob invites you to ${name}`);
  expect(text.split("\n")[0]).toContain(`to join ${name} on Latchkey`);
});
