import { data } from "react-router";
import { z } from "zod";
import { ownsPasskey } from "~/auth/passkey-use.server";
import { endSession } from "~/auth/sessions.server";
import { authContext, databaseContext, sessionContext } from "~/context";
import { messageCookie } from "~/forms/message.server";
import { refusedAsJson } from "~/forms/parse-form.server";
import { passkeyResponse } from "~/forms/passkey-response";
import { safeReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/confirm.passkey";

const answer = z.object({ response: passkeyResponse, returnTo: z.string().optional() });

/** The challenge for one of the passkeys; its cookie is good for one answer within five minutes. */
export async function loader({ request, context }: Route.LoaderArgs) {
  try {
    const { headers, response } = await context
      .get(authContext)
      .api.generatePasskeyAuthenticationOptions({ headers: request.headers, returnHeaders: true });
    return Response.json(response, { headers });
  } catch (error) {
    return refusedAsJson(error, notAccepted);
  }
}

/** Goes on under a session that begins now. A passkey of another account proves nothing about this one. */
export async function action({ request, context }: Route.ActionArgs) {
  const { user, session } = context.get(sessionContext);
  const db = context.get(databaseContext);
  const parsed = answer.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw data("Bad Request", { status: 400 });
  // Its owner may be signed in on this device as well, and would be signed in anew by a proof that counts for nobody.
  if (!(await ownsPasskey(db, user.id, parsed.data.response.id)))
    return Response.json({ message: notAccepted.message }, { status: 400 });
  try {
    const { headers } = await context.get(authContext).api.verifyPasskeyAuthentication({
      body: { response: parsed.data.response },
      headers: request.headers,
      returnHeaders: true,
    });
    await endSession(db, user.id, session.id);
    headers.append("Set-Cookie", messageCookie(request, "proof-renewed"));
    return Response.json({ location: safeReturnTo(parsed.data.returnTo) }, { headers });
  } catch (error) {
    return refusedAsJson(error, notAccepted);
  }
}

const notAccepted = { message: "That passkey was not accepted. Try another way.", status: 400 };
