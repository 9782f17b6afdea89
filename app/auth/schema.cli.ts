import type { D1Database } from "@cloudflare/workers-types";
import { openDatabase } from "../db/db.server";
import { parseEnv } from "../env.server";
import { createAuth } from "./auth.server";

const binding = { prepare: () => undefined } as unknown as D1Database;
const env = parseEnv({
  DB: binding,
  BETTER_AUTH_URL: "http://localhost:8788",
  BETTER_AUTH_SECRET: "only-for-writing-the-schema-never-deployed",
});

/** The instance that the `auth` command reads to write `db/schema/auth.ts`; never part of the app. */
export const auth = createAuth({
  env,
  db: openDatabase(binding),
  sendEmail: async () => {},
  sendText: async () => {},
});
