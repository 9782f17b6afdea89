// `npm run invite -- ada@example.com +4915123456789 …`: asks people to join where SIGN_UP is `invite`, and prints the
// link for each. It sends nothing. On this machine; `--remote --env production` (or preview) on Cloudflare.
import "./node-version.mjs";
import * as util from "node:util";
import { appModule, checkLocal } from "./environment.mjs";
import { newInvitation } from "./invitation.mjs";
import { portOr } from "./port.mjs";
import { readDeployed } from "./production.mjs";
import { main, Problem, wrangler } from "./run.mjs";
import { isInstalled } from "./setup.mjs";

const usage = "Whom? npm run invite -- ada@example.com [more …] [--remote --env production]";

await main(async () => {
  const { values, positionals } = util.parseArgs({
    allowPositionals: true,
    options: {
      env: { type: "string" },
      remote: { type: "boolean", default: false },
      // Where wrangler keeps the local database, if elsewhere.
      "persist-to": { type: "string" },
    },
  });
  if (positionals.length === 0) throw new Problem(usage);
  if (!isInstalled()) throw new Problem("Packages are not installed. `npm start` installs them.");
  if (values.remote && !["preview", "production"].includes(values.env))
    throw new Problem("--remote needs --env production or --env preview.");
  if (!values.remote && values.env) throw new Problem(`--env ${values.env} needs --remote.`);

  const addresses = await readAddresses(positionals);
  const { env, problems, bindings, vars } = await (values.remote
    ? readDeployed(values.env)
    : checkLocal(portOr(8788)));
  if (!env) throw new Problem(`The configuration cannot serve:\n${problems.join("\n")}`);
  if (env.SIGN_UP === "closed")
    throw new Problem("SIGN_UP is closed: an invitation lets nobody in. Set it to invite first.");

  const invitations = addresses.map((address) => newInvitation(address));
  const where = values.remote ? ["--remote", "--env", values.env] : ["--local"];
  if (values["persist-to"]) where.push("--persist-to", values["persist-to"]);
  const statements = invitations.map(({ statement }) => statement).join("\n");
  const { code, output } = await wrangler("d1", "execute", "DB", ...where, "--command", statements);
  if (code !== 0) throw new Problem(`${output.trim()}\n\nNobody was invited.`);

  const { BETTER_AUTH_URL: baseUrl } = bindings ?? vars;
  for (const { address, token } of invitations)
    console.log(`${address}\n  ${new URL(`/sign-up?invitation=${token}`, baseUrl)}`);
  console.log("\nEach link works once, for seven days. Hand it to its owner: nothing was sent.");
  if (env.SIGN_UP === "open")
    console.log("SIGN_UP is open there: everybody can join without a link as well.");
});

/** Addresses and numbers by the rules of the app's own forms. */
async function readAddresses(given) {
  const { email, phoneNumber } = await appModule("./app/forms/rules.ts");
  const read = given.map((text) => ({ text, ...(text.includes("@") ? email : phoneNumber).safeParse(text) }));
  const wrong = read.filter(({ success }) => !success).map(({ text }) => `✖ ${text}`);
  if (wrong.length > 0)
    throw new Problem(`Neither an e-mail address nor a number like +4915123456789:\n${wrong.join("\n")}`);
  return [...new Set(read.map(({ data }) => data))];
}
