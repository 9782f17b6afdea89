import { href, Link, useLocation } from "react-router";
import { z } from "zod";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, documentContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission } from "~/middleware/require-permission.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/members";
import { AddMember } from "./components/add-member";
import { MemberFilter } from "./components/member-filter";
import { MemberTable } from "./components/member-table";
import { memberList } from "./member-list.server";

const member = z.string().min(1);
const role = z.string().min(1, "Choose a role.");

const memberForm = withIntent(
  z.discriminatedUnion("intent", [
    z.object({
      intent: z.literal("add"),
      email: z.string().trim().min(1, "Enter an e-mail address or a username."),
      role,
    }),
    z.object({ intent: z.literal("change-role"), member, role }),
    z.object({ intent: z.literal("remove"), member }),
    z.object({ intent: z.literal("leave") }),
  ]),
  (entered) => ("email" in entered ? "add" : "role" in entered ? "change-role" : "remove"),
);

export async function loader({ url, context }: Route.LoaderArgs) {
  return memberList(context.get(databaseContext), {
    url,
    membership: membershipIn(context),
    moment: momentsIn(context.get(documentContext)),
  });
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const { organization } = membershipIn(context);
  const form = await parseForm(request, memberForm);
  if (form.error) return form.error;
  const organizationId = organization.id;
  const here = url.pathname + url.search;
  try {
    switch (form.values.intent) {
      case "add": {
        demandPermission(context, { member: ["create"] });
        const { email, role } = form.values;
        await api.addExistingUser({ body: { organizationId, email, role }, headers: request.headers });
        return redirectWithMessage(request, here, "member-added");
      }
      case "change-role": {
        demandPermission(context, { member: ["update"] });
        const { member: memberId, role } = form.values;
        await api.updateMemberRole({ body: { organizationId, memberId, role }, headers: request.headers });
        return redirectWithMessage(request, here, "member-role-changed");
      }
      case "remove": {
        demandPermission(context, { member: ["delete"] });
        await api.removeMember({
          body: { organizationId, memberIdOrEmail: form.values.member },
          headers: request.headers,
        });
        return redirectWithMessage(request, here, "member-removed");
      }
      case "leave": {
        const left = await api.leaveOrganization({
          body: { organizationId },
          headers: request.headers,
          returnHeaders: true,
        });
        return redirectWithMessage(request, href("/organizations"), "organization-left", left.headers);
      }
    }
  } catch (error) {
    return form.reject(error, {
      NOBODY_TO_ADD: "email",
      USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION: "email",
      ORGANIZATION_MEMBERSHIP_LIMIT_REACHED: "form",
      YOU_ARE_NOT_ALLOWED_TO_INVITE_USER_WITH_THIS_ROLE: "role",
      YOU_ARE_NOT_ALLOWED_TO_UPDATE_THIS_MEMBER: "form",
      YOU_ARE_NOT_ALLOWED_TO_DELETE_THIS_MEMBER: "form",
      YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER: "form",
      YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER: "form",
      ROLE_NOT_FOUND: "role",
      MEMBER_NOT_FOUND: "form",
    });
  }
}

export default function Members({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, filter, allRoles, rolesToGive, members, first, next, mayAdd, mayInvite } = loaderData;
  // A new answer begins with a new form: who was added is out of the field, what was refused is still there.
  const { key } = useLocation();
  const isFiltered = Boolean(filter.search || filter.role);
  const all = href("/organizations/:slug/members", { slug });
  return (
    <>
      <PageHeading
        title="Members"
        failed={Boolean(state)}
        intro={`Who is in ${loaderData.name}, and with which role.`}
      />
      <ErrorSummary
        state={state}
        labels={{ email: "E-mail address or username", role: "Role" }}
        idOf={(name) => (name === "role" && state?.values.member ? `role-${state.values.member}` : name)}
      >
        {state?.code === "NOBODY_TO_ADD" && mayInvite && (
          <Link to={href("/organizations/:slug/invitations", { slug })} className="link">
            Invite people
          </Link>
        )}
      </ErrorSummary>
      <SettingsSection title={isFiltered ? "Members found" : first ? "More members" : "All members"}>
        <MemberFilter {...filter} roles={allRoles} />
        {members.length === 0 ? (
          <p>
            Nobody here matches. Try how a word of the name or the address begins, or another role, or{" "}
            <Link to={all} className="link">
              see all members
            </Link>
            .
          </p>
        ) : (
          <MemberTable slug={slug} members={members} roles={rolesToGive} />
        )}
        <div className="flex flex-wrap gap-3 empty:hidden">
          {first && (
            <Button asChild variant="outline">
              <Link to={first}>First page</Link>
            </Button>
          )}
          {next && (
            <Button asChild variant="outline">
              <Link to={next}>More members</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
      {mayAdd && <AddMember key={key} roles={rolesToGive} state={state?.values.member ? undefined : state} />}
    </>
  );
}
