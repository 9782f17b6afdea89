import { href } from "react-router";
import { z } from "zod";
import { ErrorSummary } from "~/components/error-summary";
import { authContext, databaseContext } from "~/context";
import { organizationsOwnedAlone } from "~/db/ownership.server";
import { readPerson } from "~/db/person.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import type { Route } from "./+types/access";
import { ActForm } from "./components/act-form";
import { BanForm } from "./components/ban-form";
import { PersonHeading } from "./components/person-heading";
import { RemoveForm } from "./components/remove-form";
import { RoleForm } from "./components/role-form";
import { personFacts } from "./person.server";

const hour = 60 * 60;
const day = 24 * hour;

const banLengths = { hour, day, week: 7 * day, month: 30 * day, forever: undefined };

const accessForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("set-role"), role: z.enum(["admin", "user"]) }),
  z.object({
    intent: z.literal("ban"),
    reason: z
      .string()
      .trim()
      .min(1, "Say why: they read it when they try to sign in.")
      .max(200, "Use 200 characters or fewer."),
    length: z.enum(["hour", "day", "week", "month", "forever"], { error: "Choose how long." }),
  }),
  z.object({ intent: z.literal("unban") }),
  z.object({ intent: z.literal("act") }),
  z.object({ intent: z.literal("remove"), confirmation: z.string().trim() }),
]);

export async function loader({ params, context }: Route.LoaderArgs) {
  const db = context.get(databaseContext);
  const [person, ownedAlone] = await Promise.all([
    readPerson(db, params.userId),
    organizationsOwnedAlone(db, params.userId),
  ]);
  return { person: personFacts(person, context), ownedAlone };
}

export async function action({ request, params: { userId }, context }: Route.ActionArgs) {
  const form = await parseForm(request, accessForm);
  if (form.error) return form.error;
  const { api } = context.get(authContext);
  const here = href("/admin/users/:userId/access", { userId });
  const person = personFacts(await readPerson(context.get(databaseContext), userId), context);
  try {
    switch (form.values.intent) {
      case "set-role":
        await api.setRole({ body: { userId, role: form.values.role }, headers: request.headers });
        return redirectWithMessage(request, here, "person-role-set");
      case "ban": {
        const { reason: banReason, length } = form.values;
        await api.banUser({
          body: { userId, banReason, banExpiresIn: banLengths[length] },
          headers: request.headers,
        });
        return redirectWithMessage(request, here, "person-banned");
      }
      case "unban":
        await api.unbanUser({ body: { userId }, headers: request.headers });
        return redirectWithMessage(request, here, "person-unbanned");
      case "act": {
        const begun = await api.impersonateUser({
          body: { userId },
          headers: request.headers,
          returnHeaders: true,
        });
        return redirectWithMessage(request, href("/dashboard"), "acting-begun", begun.headers);
      }
      case "remove": {
        const asked = person.email ?? person.name;
        if (form.values.confirmation.toLowerCase() !== asked.toLowerCase())
          return form.refuse("confirmation", `Type ${asked} as it is written here.`);
        await api.removeUser({ body: { userId }, headers: request.headers });
        return redirectWithMessage(request, href("/admin/users"), "person-removed");
      }
    }
  } catch (error) {
    return form.reject(error, {
      LAST_ADMIN: "form",
      CANNOT_CHANGE_OWN_ROLE: "form",
      GUEST_CANNOT_BE_ADMIN: "form",
      YOU_CANNOT_BAN_YOURSELF: "form",
      YOU_CANNOT_REMOVE_YOURSELF: "form",
      YOU_CANNOT_IMPERSONATE_ADMINS: "form",
      BANNED_USER: "form",
      INVALID_BAN: "reason",
      ONLY_OWNER_OF_ORGANIZATIONS: "form",
    });
  }
}

export default function Access({
  loaderData: { person, ownedAlone },
  actionData: state,
}: Route.ComponentProps) {
  const labels = { role: "Role", reason: "Reason", length: "How long", confirmation: "Confirmation" };
  return (
    <>
      <PersonHeading person={person} failed={Boolean(state)} />
      <ErrorSummary state={state} labels={labels} />
      {person.isYou ? (
        <p>Your own role and access are changed by another admin, and your account in its own settings.</p>
      ) : (
        <>
          <ActForm person={person} />
          <RoleForm person={person} />
          <BanForm person={person} state={state} />
          <RemoveForm person={person} ownedAlone={ownedAlone} state={state} />
        </>
      )}
    </>
  );
}
