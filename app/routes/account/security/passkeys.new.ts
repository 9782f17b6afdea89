import { isAPIError } from "better-auth/api";
import { data } from "react-router";
import { z } from "zod";
import { authContext } from "~/context";
import { messageOf } from "~/forms/form-errors";
import { messageCookie } from "~/forms/message.server";
import { refusedAsJson } from "~/forms/parse-form.server";
import type { Route } from "./+types/passkeys.new";

const answer = z.object({ response: z.record(z.string(), z.unknown()) });

/** The challenge for a new passkey; its cookie is good for one answer within five minutes. */
export async function loader({ request, context }: Route.LoaderArgs) {
  try {
    const { headers, response } = await context
      .get(authContext)
      .api.generatePasskeyRegistrationOptions({ headers: request.headers, returnHeaders: true });
    return Response.json(response, { headers });
  } catch (error) {
    return refused(error);
  }
}

/** Keeps the passkey under the name of where it is kept or of the device that made it; its owner can rename it. */
export async function action({ request, context }: Route.ActionArgs) {
  const parsed = answer.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw data("Bad Request", { status: 400 });
  try {
    const { headers, response } = await context.get(authContext).api.verifyPasskeyRegistration({
      body: { response: parsed.data.response },
      headers: request.headers,
      returnHeaders: true,
    });
    headers.append("Set-Cookie", messageCookie(request, "passkey-added"));
    return Response.json({ name: response.name }, { status: 201, headers });
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Response {
  const isOld = isAPIError(error) && error.body?.code === "SESSION_NOT_FRESH";
  const message = (isOld && messageOf.SESSION_NOT_FRESH) || "That passkey was not accepted. Try again.";
  return refusedAsJson(error, { message, status: isOld ? 403 : 400 });
}
