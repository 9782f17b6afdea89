import { expect, test } from "vitest";
import { createAuth } from "~/auth/auth.server";
import { openDatabase } from "~/db/db.server";
import { parseEnv } from "~/env.server";
import { testBindings } from "../../support/bindings";
import { endpoints } from "../../support/endpoints";

test("ASVS 6.3.4: every endpoint that a request can reach is on the list, and the list names no other", () => {
  const db = { prepare: () => undefined } as unknown as D1Database;
  const env = parseEnv({ ...testBindings, DB: db });
  const { api } = createAuth({
    env,
    db: openDatabase(db),
    sendEmail: async () => {},
    sendText: async () => {},
  });
  const reachable = Object.values(api).flatMap(({ path, options }) =>
    // Without a path it is for the server alone.
    path ? [options.method].flat().map((method) => `${method} ${path}`) : [],
  );
  expect(reachable.toSorted()).toEqual(Object.values(endpoints).flat().toSorted());
});
