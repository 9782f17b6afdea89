import { check, readSettings } from "./environment.mjs";

const placeholderId = /^[0-]*$|^local$/;

// What a secret looks like to the environment check, while the real one is out of sight on Cloudflare.
const standIns = {
  BETTER_AUTH_SECRET: "stands-in-for-the-secret-of-32-bytes",
  RESEND_API_KEY: "stands-in",
  SMTP_URL: "smtps://stands:in@mail.invalid:465",
};

/** A deployed section of wrangler.toml with everything that is wrong in it, each with what mends it. */
export async function readDeployed(section) {
  const settings = await readSettings(section);
  const { vars, database } = settings;
  const bindings = { ...vars, ...Object.fromEntries(secretsFor(vars).map((name) => [name, standIns[name]])) };
  const { env, problems } = await check({ bindings, database });
  return {
    ...settings,
    env,
    problems: [
      ...problems.map((problem) => inSection(problem, section)),
      ...placeholders(section, settings),
      ...exposedSecrets(vars),
    ],
  };
}

/** The secrets that these settings need: they are kept on Cloudflare, never in wrangler.toml. */
export function secretsFor(vars) {
  const mail = { resend: ["RESEND_API_KEY"], smtp: ["SMTP_URL"] };
  return ["BETTER_AUTH_SECRET", ...(mail[vars.EMAIL_TRANSPORT] ?? [])];
}

/** The check speaks of the local section. */
function inSection(problem, section) {
  return problem
    .replace("[[d1_databases]]", `[[env.${section}.d1_databases]]`)
    .replace("`wrangler pages", "`npx wrangler pages");
}

function placeholders(section, { vars, database, projectName }) {
  const place = `in wrangler.toml, [env.${section}.vars]`;
  const databaseName = database?.database_name ?? projectName;
  return [
    isExample(vars.BETTER_AUTH_URL) &&
      `✖ BETTER_AUTH_URL: is still the example. Write your own address ${place}: BETTER_AUTH_URL = "https://${projectName}.pages.dev"`,
    isExample(vars.EMAIL_FROM) &&
      `✖ EMAIL_FROM: is still the example. Write a sender your mail service accepts ${place}`,
    database &&
      placeholderId.test(database.database_id ?? "") &&
      `✖ DB: the database does not exist yet. Run \`npx wrangler d1 create ${databaseName}\` and write the id it shows in wrangler.toml, [[env.${section}.d1_databases]]: database_id = "…"`,
  ].filter(Boolean);
}

function exposedSecrets(vars) {
  return Object.keys(standIns)
    .filter((name) => name in vars)
    .map(
      (name) =>
        `✖ ${name}: is a secret, and wrangler.toml is in the repository. Remove it there, make a new one and run \`npx wrangler pages secret put ${name}\``,
    );
}

function isExample(value) {
  return /\bexample\.(com|org|net)\b|@localhost\b/.test(value ?? "");
}
