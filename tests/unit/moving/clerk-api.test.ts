import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rowsOf } from "../../../scripts/moving/entry";
import { foundIn } from "../../../scripts/moving/sources";

const port = 8791;
let clerk: Emulator;

beforeAll(async () => {
  clerk = await createEmulator({ service: "clerk", port });
});

afterAll(() => clerk.close());

async function ask(path: string, body?: object) {
  const response = await fetch(`http://localhost:${port}/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { Authorization: "Bearer sk_test_emulate", "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json() as Promise<{ id: string; data: { id: string }[] }>;
}

test("what Clerk's API answers moves in as docs/moving-in.md collects it", async () => {
  const ada = await ask("/users", {
    first_name: "Ada",
    last_name: "Lovelace",
    email_address: ["ada-clerk@example.com"],
    password: "correct horse battery",
  });
  const { id } = await ask("/organizations", { name: "Engines", slug: "engines", created_by: ada.id });
  const [users, organizations, memberships] = await Promise.all([
    ask("/users?limit=500"),
    ask("/organizations?limit=500"),
    ask(`/organizations/${id}/memberships?limit=500`),
  ]);
  const text = JSON.stringify({
    users: Array.isArray(users) ? users : users.data,
    organizations: organizations.data,
    organization_memberships: memberships.data,
  });
  const entries = foundIn("clerk", [{ name: "clerk.json", text }]).flatMap((found) =>
    "refused" in found ? [] : [found],
  );
  const people = entries.flatMap((entry) => rowsOf(entry, "user"));
  expect(people).toContainEqual(
    expect.objectContaining({
      id: ada.id,
      name: "Ada Lovelace",
      email: "ada-clerk@example.com",
      email_verified: 1,
    }),
  );
  const engines = entries.find((entry) => rowsOf(entry, "organization").some((row) => row.id === id));
  expect(engines && rowsOf(engines, "member")).toMatchObject([{ user_id: ada.id, role: "owner" }]);
});
