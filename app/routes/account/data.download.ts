import { href, redirect } from "react-router";
import { emailState } from "~/auth/email-state.server";
import { isFresh } from "~/auth/sessions.server";
import { databaseContext, sessionContext } from "~/context";
import { ownData } from "~/db/own-data.server";
import { confirmPath } from "~/forms/confirm-path";
import type { Route } from "./+types/data.download";

/** Everything that is held about the person who is signed in, as a file. Described in `docs/data-export.md`. */
export async function loader({ context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  // Back to the page with the button: a file is no place to come back to.
  if (!user.isAnonymous && !isFresh(session)) return redirect(confirmPath(href("/account/data")), 303);
  const db = context.get(databaseContext);
  const [data, { pending }] = await Promise.all([ownData(db, user.id), emailState(db, user.id)]);
  const file = { ...data, pendingEmailChange: pending ?? null };
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="my-data.json"',
    },
  });
}
