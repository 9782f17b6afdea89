import { data, href, Link, type RouterContextProvider } from "react-router";
import { z } from "zod";
import { maxAddresses } from "~/auth/invite-several.server";
import { mayGive, roleNames, roles } from "~/auth/permissions";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, documentContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
import { invitationsPage, waitingInvitation } from "~/db/invitations.server";
import { readAddressList } from "~/forms/address-list";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm, tooManyHere } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { requirePermission } from "~/middleware/require-permission.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/invitations";
import { isToMend, type Result } from "./components/invitation-outcomes";
import { InvitationRow } from "./components/invitation-row";
import { InviteForm } from "./components/invite-form";

export const middleware: Route.MiddlewareFunction[] = [requirePermission({ invitation: ["create"] })];

const invite = z.object({
  intent: z.literal("send"),
  emails: z
    .string()
    .trim()
    .min(1, "Enter one e-mail address or more.")
    .transform(readAddressList)
    .refine(({ addresses, unreadable }) => addresses.length + unreadable.length <= maxAddresses, {
      message: `Send the invitations in several goes: ${maxAddresses} addresses at once are the most.`,
    }),
  role: z.string().default("member"),
  team: z.string().default(""),
});

const intents = z.discriminatedUnion("intent", [
  invite,
  z.object({ intent: z.literal("resend"), invitationId: z.string() }),
  z.object({ intent: z.literal("cancel"), invitationId: z.string() }),
]);

const invitationsForm = withIntent(intents, () => "send");

/** When to try again, also where the page stays as it is. */
export const headers: Route.HeadersFunction = ({ actionHeaders, errorHeaders }) =>
  errorHeaders ?? actionHeaders;

export async function loader({ url, context }: Route.LoaderArgs) {
  const { organization, role, can } = membershipIn(context);
  const { slug } = organization;
  const before = cursorOf(url.searchParams.get("before"));
  const withOwners = roleNames(role).includes("owner");
  const db = context.get(databaseContext);
  const page = await invitationsPage(db, organization.id, { withOwners, before });
  const moment = momentsIn(context.get(documentContext));
  const names = ["member", ...Object.keys(roles), ...page.ownRoles.map(({ role }) => role)];
  return {
    slug,
    isFirstPage: before === undefined,
    older: page.older && `${page.older.at}.${page.older.id}`,
    roles: [...new Set(names)].filter((name) => mayGive(role, page.ownRoles, name)),
    teams: page.teams,
    invitations: page.invitations.map(({ expiresAt, createdAt: _, ...invitation }) => ({
      ...invitation,
      expires: moment(expiresAt),
      isExpired: expiresAt.getTime() <= Date.now(),
      canResend: mayGive(role, page.ownRoles, invitation.role),
      canCancel: can({ invitation: ["cancel"] }),
    })),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, invitationsForm);
  if (form.error) return form.error;
  const { organization } = membershipIn(context);
  const here = href("/organizations/:slug/invitations", { slug: organization.slug });
  const { api } = context.get(authContext);
  const { values } = form;
  try {
    if (values.intent === "send") return await send(request, context, values);
    const { invitationId } = values;
    const found = await waitingInvitation(context.get(databaseContext), organization.id, invitationId);
    if (!found) return redirectWithMessage(request, here, "invitation-gone");
    if (values.intent === "cancel") {
      await api.cancelInvitation({ body: { invitationId }, headers: request.headers });
      return redirectWithMessage(request, here, "invitation-cancelled");
    }
    const { email, role, teamId } = found;
    const again = { email, role: roleNames(role ?? "member"), teamId: teamId?.split(","), resend: true };
    await api.createInvitation({
      body: { ...again, role: again.role as "member"[], organizationId: organization.id },
      headers: request.headers,
    });
    return redirectWithMessage(request, here, "invitation-sent-again");
  } catch (error) {
    const over = values.intent === "resend" && tooManyHere(error, notSentAgain);
    if (over) return over;
    return form.reject(error, {
      YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE: values.intent === "send" ? "role" : "form",
      TEAM_NOT_FOUND: values.intent === "send" ? "team" : "form",
      SESSION_NOT_FRESH: "form",
      EMAIL_DOMAIN_NOT_ALLOWED: "form",
      INVITATION_LIMIT_REACHED: "form",
      USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: "form",
    });
  }
}

const notSentAgain =
  "Not sent again: this address was sent too many invitations in a day, or you sent too many. Try again tomorrow.";

async function send(
  request: Request,
  context: Readonly<RouterContextProvider>,
  { emails, role, team }: z.output<typeof invite>,
) {
  const outcomes = await context.get(authContext).api.inviteSeveral({
    body: {
      organizationId: membershipIn(context).organization.id,
      emails: emails.addresses,
      role,
      teamId: team || undefined,
    },
    headers: request.headers,
  });
  const unread = emails.unreadable.map((email): Result => ({ email, outcome: "no-address" }));
  const results: Result[] = [...outcomes, ...unread];
  const left = results.filter(isToMend).map(({ email }) => email);
  const message =
    left.length > 0 ? "Not everybody was invited: what is left is still in the field" : undefined;
  const state: FormState & { results: Result[] } = {
    values: { emails: left.join("\n"), role, team },
    errors: {},
    message,
    results,
  };
  return data(state, { status: left.length === results.length ? 422 : 200 });
}

export default function Invitations({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, isFirstPage, older, roles, teams, invitations } = loaderData;
  const here = href("/organizations/:slug/invitations", { slug });
  return (
    <>
      <PageHeading
        title="Invitations"
        failed={Boolean(state?.message || Object.keys(state?.errors ?? {}).length)}
        intro="People join by a link that they get by e-mail."
      />
      <InviteForm roles={roles} teams={teams} here={here} state={state} />
      <SettingsSection title={isFirstPage ? "Waiting for an answer" : "Older invitations"}>
        {invitations.length === 0 ? (
          <p className="text-sm text-muted-foreground">No invitation waits for an answer.</p>
        ) : (
          <ul className="flex flex-col divide-y">
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} {...invitation} />
            ))}
          </ul>
        )}
        <div className="flex flex-wrap gap-3 empty:hidden">
          {!isFirstPage && (
            <Button asChild variant="outline">
              <Link to={here}>Newest</Link>
            </Button>
          )}
          {older && (
            <Button asChild variant="outline">
              <Link to={`${here}?before=${older}`}>Older</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
    </>
  );
}
