import { isAPIError } from "better-auth/api";
import { data } from "react-router";
import { z } from "zod";
import { authContext } from "~/context";
import { withoutCookies } from "~/forms/cookies";
import { refusedAsJson } from "~/forms/parse-form.server";
import { passkeyResponse } from "~/forms/passkey-response";
import { safeReturnTo } from "~/forms/return-to";
import type { Route } from "./+types/passkey";

const answer = z.object({ response: passkeyResponse, returnTo: z.string().optional() });

/**
 * The challenge for a passkey; its cookie is good for one answer within five minutes. Asked for by nobody: better-auth
 * would name only the passkeys of whoever is signed in already, and here another account may be added.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
  try {
    const { headers, response } = await context
      .get(authContext)
      .api.generatePasskeyAuthenticationOptions({ headers: withoutCookies(request), returnHeaders: true });
    return Response.json(response, { headers });
  } catch (error) {
    return refusedAsJson(error, notAccepted);
  }
}

/** 200 with the address to go on to; 404 when no account knows the passkey, so that the browser can forget it. */
export async function action({ request, context }: Route.ActionArgs) {
  const parsed = answer.safeParse(await request.json().catch(() => null));
  if (!parsed.success) throw data("Bad Request", { status: 400 });
  try {
    const { headers } = await context.get(authContext).api.verifyPasskeyAuthentication({
      body: { response: parsed.data.response },
      headers: request.headers,
      returnHeaders: true,
    });
    return Response.json({ location: safeReturnTo(parsed.data.returnTo) }, { headers });
  } catch (error) {
    const isUnknown = isAPIError(error) && error.body?.code === "PASSKEY_NOT_FOUND";
    return refusedAsJson(error, isUnknown ? unknown : notAccepted);
  }
}

const unknown = { message: "No account here knows this passkey. Use another way to sign in.", status: 404 };
const notAccepted = { message: "That passkey was not accepted. Try again, or use another way.", status: 400 };
