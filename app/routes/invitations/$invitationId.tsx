import { isAPIError } from "better-auth/api";
import { data, href, type RouterContextProvider, redirect } from "react-router";
import { z } from "zod";
import type { AuthErrorCode } from "~/auth/auth.server";
import { isInvitationProof } from "~/auth/invitation-proof.server";
import { avatarOf } from "~/avatars/store.server";
import { Alert, AlertTitle } from "~/components/ui/alert";
import { authContext, databaseContext, documentContext, envContext } from "~/context";
import { invitationById } from "~/db/invitations.server";
import { messageOf } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm, throwIfTooMany } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { putCookiesFirst } from "~/middleware/session-cookies.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/$invitationId";
import { Answer, Gone, Joined, OtherAddress, Stranger, Unproven } from "./components/invitation-states";

const answer = z.object({ intent: z.enum(["accept", "decline"]) });
const answerForm = withIntent(answer, () => "accept");

/** Looking at the link changes nothing. Whoever has its id, which is as long as a session's, may see what it is for. */
export async function loader({ request, url, params, context }: Route.LoaderArgs) {
  const { headers, user } = await visitorOf(request, context);
  const { invitationId: id } = params;
  const found = await invitationById(context.get(databaseContext), id, user?.id);
  const proof = url.searchParams.get("token") ?? "";
  const here = url.pathname + (proof && `?${new URLSearchParams({ token: proof })}`);
  const state = stateOf(found, user);
  if (!found || state === "gone" || state === "expired")
    return data({ state, facts: undefined }, { status: 410, headers });
  const { secret } = await context.get(authContext).$context;
  const { email, organization, inviter, role, expiresAt, slug } = found;
  const logo = avatarOf(context.get(envContext), found.logo);
  const isProven = await isInvitationProof(secret, { id, email }, proof);
  const policy = context.get(envContext).SIGN_UP;
  const maySignUp = policy === "open" || (policy === "invite" && isProven);
  const expires = momentsIn(context.get(documentContext))(expiresAt);
  const facts = {
    here,
    email,
    organization,
    logo,
    inviter,
    role,
    expires,
    slug,
    maySignUp,
    signedInAs: user?.email,
  };
  return data({ state, facts }, { headers });
}

export async function action({ request, url, params, context }: Route.ActionArgs) {
  const form = await parseForm(request, answerForm);
  if (form.error) return form.error;
  const { headers: cookies, user } = await visitorOf(request, context);
  if (!user) {
    const returnTo = url.pathname + url.search;
    return redirect(`${href("/sign-in")}?${new URLSearchParams({ returnTo })}`, {
      status: 303,
      headers: cookies,
    });
  }
  const { api } = context.get(authContext);
  const call = { body: { invitationId: params.invitationId }, headers: request.headers } as const;
  const found = await invitationById(context.get(databaseContext), params.invitationId, user.id);
  try {
    if (form.values.intent === "decline") {
      await api.rejectInvitation({ ...call });
      return redirectWithMessage(request, href("/organizations"), "invitation-declined", cookies);
    }
    const { headers } = await api.acceptInvitation({ ...call, returnHeaders: true });
    const to = href("/organizations/:slug", { slug: found?.slug ?? "" });
    return putCookiesFirst(cookies, redirectWithMessage(request, to, "invitation-accepted", headers));
  } catch (error) {
    throwIfTooMany(error);
    const code = isAPIError(error) ? (error.body?.code as AuthErrorCode | undefined) : undefined;
    if (!code || !toSay.includes(code)) throw error;
    return data({ code, message: messageOf[code] }, { status: 400 });
  }
}

/** What may have come in between. The page says the rest by its state. */
const toSay: AuthErrorCode[] = [
  "INVITATION_NOT_FOUND",
  "YOU_ARE_NOT_THE_RECIPIENT_OF_THE_INVITATION",
  "EMAIL_VERIFICATION_REQUIRED_BEFORE_ACCEPTING_OR_REJECTING_INVITATION",
  "ORGANIZATION_MEMBERSHIP_LIMIT_REACHED",
  "USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION",
];

/** Who looks at the page, asked of the database: an address may have been confirmed a moment ago. */
async function visitorOf(request: Request, context: Readonly<RouterContextProvider>) {
  const { headers, response } = await context.get(authContext).api.getSession({
    headers: request.headers,
    query: { disableCookieCache: true },
    returnHeaders: true,
  });
  return { headers, user: response?.user };
}

type Found = Awaited<ReturnType<typeof invitationById>>;
type User = Awaited<ReturnType<typeof visitorOf>>["user"];

function stateOf(found: Found, user: User) {
  const isFor = user?.email === found?.email;
  if (!found) return "gone";
  if (found.isMember && isFor) return "joined";
  if (found.status !== "pending" || !found.stands) return "gone";
  if (found.expiresAt <= new Date()) return "expired";
  if (!user) return "stranger";
  if (!isFor) return "other-address";
  return user.emailVerified ? "waiting" : "unproven";
}

export default function Invitation({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <>
      {actionData && "message" in actionData && (
        <Alert variant="destructive" role="alert">
          <AlertTitle>{actionData.message}</AlertTitle>
        </Alert>
      )}
      <State loaderData={loaderData} />
    </>
  );
}

function State({ loaderData: { state, facts } }: Pick<Route.ComponentProps, "loaderData">) {
  if (!facts) return <Gone isExpired={state === "expired"} />;
  if (state === "joined") return <Joined {...facts} />;
  if (state === "stranger") return <Stranger {...facts} />;
  if (state === "other-address") return <OtherAddress {...facts} />;
  if (state === "unproven") return <Unproven {...facts} />;
  return <Answer {...facts} />;
}
