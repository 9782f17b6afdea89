import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Problem, wrangler } from "../run.mjs";

/** Options that say which database a command is about, for `parseArgs`. */
export const databaseOptions = {
  env: { type: "string" },
  remote: { type: "boolean", default: false },
  // Where wrangler keeps the local database, if elsewhere.
  "persist-to": { type: "string" },
};

/** The database that the options name, as what scripts/moving/target.ts describes. */
export function databaseOf({ remote, ...values }) {
  const { env = "production" } = values;
  if (!remote && values.env) throw new Problem(`--env ${values.env} needs --remote.`);
  if (remote && !["preview", "production"].includes(env))
    throw new Problem("--env is production or preview.");
  const where = remote ? ["--remote", "--env", env] : ["--local"];
  if (values["persist-to"]) where.push("--persist-to", values["persist-to"]);
  const execute = async (...args) => {
    const { code, output } = await wrangler("d1", "execute", "DB", ...where, "--yes", "--json", ...args);
    if (code === 0) return JSON.parse(output.slice(output.search(/^\[/m)));
    const message = /"text": "(.*)"/.exec(output)?.[1] ?? output.trim();
    if (/constraint failed/i.test(message))
      throw Object.assign(new Error(message), { name: "ConstraintError" });
    const isEmpty = message.includes("no such table");
    throw new Problem(
      isEmpty
        ? `${message}\n\nThe database has not got all of its tables: \`npm start\` makes them here, \`npm run deploy\` there.`
        : message,
    );
  };
  return {
    read: async (...queries) =>
      (await execute("--command", queries.join(";\n"))).map(({ results }) => results),
    // A file is written as a whole: when one of its statements fails, none has happened.
    write: async (statements) => {
      const folder = mkdtempSync(join(tmpdir(), "latchkey-"));
      try {
        const file = join(folder, "rows.sql");
        writeFileSync(file, statements.join("\n"), { mode: 0o600 });
        await execute("--file", file);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}
