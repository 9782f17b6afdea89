import type { Database } from "../db/db.server";
import { readersOfRequests } from "../db/join-requests.server";
import { joinAnswerMail } from "../email/join-answer";
import { joinRequestMail } from "../email/join-request";
import { emailSender } from "../email/send.server";
import type { Env } from "../env.server";
import { inBackground } from "../request-scope.server";
import { countAttempt } from "./attempts.server";

interface Services {
  env: Env;
  db: Database;
}

interface Organization {
  id: string;
  name: string;
  slug: string;
}

const day = 24 * 60 * 60;
/** Whoever asks, takes it back and asks again writes to nobody twice a day. */
const perPerson = { max: 1, windowSeconds: day };
const perOrganization = { max: 30, windowSeconds: day };

/** Tells owners and admins, after the response, that somebody asks: ten of them, and not too often. */
export function tellOfRequest(
  { env, db }: Services,
  {
    organization,
    person,
  }: { organization: Organization; person: { id: string; name: string; email: string } },
): void {
  const tell = async () => {
    const own = { key: `join-request|${organization.id}|${person.id}`, ...perPerson };
    if ((await countAttempt(db, [own])) > 0) return;
    if ((await countAttempt(db, [{ key: `join-request|${organization.id}`, ...perOrganization }])) > 0)
      return;
    const readers = await readersOfRequests(db, organization.id);
    const facts = { ...factsOf(env, person.name), ...namesOf(organization), person };
    await Promise.all(readers.map((to) => emailSender(env, db)(joinRequestMail({ ...facts, to }))));
  };
  inBackground(tell());
}

/** Tells whoever asked, after the response, what the answer is. */
export function tellOfAnswer(
  { env, db }: Services,
  {
    organization,
    by,
    ...answer
  }: { organization: Organization; by: string; to: string; isAccepted: boolean },
): void {
  const facts = { ...factsOf(env, by), ...namesOf(organization), ...answer };
  inBackground(emailSender(env, db)(joinAnswerMail(facts)));
}

/** Where and with what device the other one sits is nothing for the reader. */
function factsOf({ APP_NAME: appName, BETTER_AUTH_URL: baseUrl }: Env, name: string, now = new Date()) {
  const who = `the account of ${name}, ${now.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return { appName, baseUrl, who };
}

function namesOf({ name, slug }: Organization) {
  return { organization: name, slug };
}
