import { expect, test } from "vitest";
import { withoutAdmins } from "../support/admins";
import { read } from "../support/page";
import { join, newPerson } from "../support/people";
import { change, row, rows } from "../support/records";
import { newVisitor } from "../support/visitor";

const ADMIN_SETUP_TOKEN = "a-setup-token-of-this-test";

async function joinWithToken(name: string) {
  await withoutAdmins();
  return join(newPerson(name), newVisitor({ settings: { ADMIN_SETUP_TOKEN } }));
}

test("whoever knows the setup token becomes the first admin, once, and then the page is gone", async () => {
  const ada = await joinWithToken("Ada Lovelace");
  const other = await join(newPerson("Eve"), newVisitor({ settings: { ADMIN_SETUP_TOKEN } }));
  const { title } = await read(await ada.visitor.visit("/admin/claim"));
  expect(title).toContain("Become the first admin");
  const wrong = await ada.visitor.submit("/admin/claim", { setupToken: "not-the-right-token" });
  const page = await wrong.text();
  expect(wrong.status).toBe(422);
  expect(page).toContain("This is not the setup token");
  expect(page).not.toContain("not-the-right-token");

  const done = await ada.visitor.submit("/admin/claim", { setupToken: ADMIN_SETUP_TOKEN });
  expect([done.status, done.headers.get("Location")]).toEqual([303, "/admin"]);
  expect((await ada.visitor.visit("/admin")).status).toBe(200);
  expect((await ada.visitor.visit("/admin/claim")).status).toBe(404);
  expect((await other.visitor.visit("/admin/claim")).status).toBe(404);
  expect((await other.visitor.submit("/admin/claim", { setupToken: ADMIN_SETUP_TOKEN })).status).toBe(404);
  const noted = await rows(
    "select event, actor_name as actor from audit_event where event = 'admin-claimed'",
  );
  expect(noted).toEqual([{ event: "admin-claimed", actor: ada.email }]);
});

test("of two who claim at once one becomes admin", async () => {
  const first = await joinWithToken("Ada Lovelace");
  const second = await join(newPerson("Eve"), newVisitor({ settings: { ADMIN_SETUP_TOKEN } }));
  await Promise.all(
    [first, second].map(({ visitor }) => visitor.submit("/admin/claim", { setupToken: ADMIN_SETUP_TOKEN })),
  );
  expect(await row("select count(*) as admins from user where role = 'admin'")).toEqual({ admins: 1 });
});

test("without a token in the configuration there is no such page, and guesses are counted", async () => {
  const ada = await joinWithToken("Ada Lovelace");
  const plain = await join();
  expect((await plain.visitor.visit("/admin/claim")).status).toBe(404);
  const guess = () => ada.visitor.submit("/admin/claim", { setupToken: "guess-guess-guess" });
  const statuses = [];
  for (let count = 0; count < 12; count += 1) statuses.push((await guess()).status);
  expect(statuses.slice(-2)).toEqual([429, 429]);
  await change("delete from attempt where key = 'admin-claim'");
});
