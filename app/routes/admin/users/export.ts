import { recordAudit } from "~/auth/audit.server";
import { ownAddress } from "~/auth/placeholder-email";
import { databaseContext, sessionContext } from "~/context";
import { csvLine } from "~/csv";
import type { ListedUser } from "~/db/listed-user.server";
import type { Place } from "~/db/user-sorts.server";
import { listUsers, usersWithIds } from "~/db/users.server";
import { parseForm } from "~/forms/parse-form.server";
import type { Route } from "./+types/export";
import { chosenPeopleForm } from "./chosen-form.server";
import { userFilterOf, userQueryOf, userSearchOf } from "./components/user-query";

/** So large that 100,000 people take few enough queries for every plan of D1. */
const batch = { limit: 2500, lookAt: 10_000 };

/** Everybody whom the address asks for, as CSV, in the order of the page. Read while it is sent, a batch at a time. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const db = context.get(databaseContext);
  const query = userQueryOf(url);
  noteExport(context, userSearchOf(query) || "all of them");
  const asked = { filter: userFilterOf(query), sort: query.sort, ...batch };
  let after: Place | undefined;
  let isFirst = true;
  return asFile(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { users, next } = await listUsers(db, { ...asked, after });
        controller.enqueue(inBytes((isFirst ? heading : "") + users.map(lineOf).join("")));
        isFirst = false;
        after = next;
        if (!next) controller.close();
      },
    }),
  );
}

/** The people who were ticked on the page. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, chosenPeopleForm);
  if (form.error) throw new Response("Select 1 to 100 people first.", { status: 422 });
  const { userIds } = form.values;
  noteExport(context, `${userIds.length} selected`);
  const users = await usersWithIds(context.get(databaseContext), userIds);
  return asFile(inBytes(heading + users.map(lineOf).join("")));
}

function noteExport(context: Route.LoaderArgs["context"], detail: string) {
  recordAudit(context.get(databaseContext), {
    event: "admin-users-exported",
    actor: { id: context.get(sessionContext).user.id },
    subject: { type: "deployment" },
    detail,
  });
}

function asFile(body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>) {
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="people.csv"',
    },
  });
}

const heading = csvLine([
  "id",
  "name",
  "email",
  "username",
  "phoneNumber",
  "role",
  "state",
  "banReason",
  "banExpires",
  "twoFactor",
  "createdAt",
  "lastUsedAt",
]);

function lineOf(user: ListedUser): string {
  return csvLine([
    user.id,
    user.name,
    ownAddress(user.email) ?? "",
    user.username,
    user.phoneNumber,
    user.role,
    user.state,
    user.banReason,
    asText(user.banExpires),
    user.hasTwoFactor,
    asText(user.createdAt),
    asText(user.lastUsedAt),
  ]);
}

function asText(date: Date | null): string {
  return date?.toISOString() ?? "";
}

function inBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
