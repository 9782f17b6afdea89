import { href, Link, redirect } from "react-router";
import { z } from "zod";
import { slugProblem } from "~/auth/organization-slug";
import { isOwner } from "~/auth/permissions";
import { isFresh } from "~/auth/sessions.server";
import { largestPicture } from "~/avatars/picture.server";
import { avatarOf } from "~/avatars/store.server";
import { ConfirmFirst } from "~/components/confirm-first";
import { DeleteOrganization } from "~/components/delete-organization";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { hasOtherOwner } from "~/db/ownership.server";
import { confirmPath } from "~/forms/confirm-path";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { isUpload, readUpload } from "~/forms/read-upload.server";
import { organizationName, withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission } from "~/middleware/require-permission.server";
import { removeLogo, uploadLogo } from "../components/change-logo.server";
import type { Route } from "./+types/settings";
import { LeaveButton } from "./components/leave-button";
import { LogoForm } from "./components/logo-form";
import { OrganizationForm } from "./components/organization-form";

const settingsForm = withIntent(
  z.discriminatedUnion("intent", [
    z.object({
      intent: z.literal("save"),
      name: organizationName,
      slug: z
        .string()
        .trim()
        .toLowerCase()
        .superRefine((slug, check) => {
          const problem = slugProblem(slug);
          if (problem) check.addIssue({ code: "custom", message: problem });
        }),
    }),
    z.object({ intent: z.literal("upload-logo") }),
    z.object({ intent: z.literal("remove-logo") }),
    z.object({ intent: z.literal("leave") }),
    z.object({ intent: z.literal("delete"), confirmation: z.string().trim() }),
  ]),
  (entered) => ("confirmation" in entered ? "delete" : "name" in entered ? "save" : "leave"),
);

export async function loader({ context }: Route.LoaderArgs) {
  const { organization, memberId, role, can } = membershipIn(context);
  const owns = isOwner(role);
  const env = context.get(envContext);
  return {
    name: organization.name,
    slug: organization.slug,
    logo: avatarOf(env, organization.logo),
    takesPictures: Boolean(env.AVATARS),
    mayUpdate: can({ organization: ["update"] }),
    mayDelete: can({ organization: ["delete"] }),
    isOwner: owns,
    isLastOwner: owns && !(await hasOtherOwner(context.get(databaseContext), organization.id, memberId)),
    isProven: isFresh(context.get(sessionContext).session),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const { organization } = membershipIn(context);
  const organizationId = organization.id;
  const { entered, file } = await readUpload(request, "logo", largestPicture);
  // Of a file that is too large the button behind it was not read.
  const read = isUpload(request) ? { intent: "upload-logo", ...entered } : entered;
  const form = await parseForm(request, settingsForm, read);
  if (form.error) return form.error;
  try {
    switch (form.values.intent) {
      case "save": {
        demandPermission(context, { organization: ["update"] });
        const { name, slug } = form.values;
        await api.updateOrganization({
          body: { organizationId, data: { name, slug } },
          headers: request.headers,
        });
        const to = href("/organizations/:slug/settings", { slug });
        return redirectWithMessage(request, to, "organization-saved");
      }
      case "upload-logo":
        demandPermission(context, { organization: ["update"] });
        return await uploadLogo(request, context, { organization, file });
      case "remove-logo":
        demandPermission(context, { organization: ["update"] });
        return await removeLogo(request, context, organization);
      case "leave": {
        const left = await api.leaveOrganization({
          body: { organizationId },
          headers: request.headers,
          returnHeaders: true,
        });
        return redirectWithMessage(request, href("/organizations"), "organization-left", left.headers);
      }
      case "delete": {
        demandPermission(context, { organization: ["delete"] });
        if (!isFresh(context.get(sessionContext).session))
          return redirect(
            confirmPath(href("/organizations/:slug/settings", { slug: organization.slug })),
            303,
          );
        if (form.values.confirmation !== organization.name)
          return form.refuse("confirmation", `Type its name as it is written: ${organization.name}`);
        const gone = await api.deleteOrganization({
          body: { organizationId },
          headers: request.headers,
          returnHeaders: true,
        });
        return redirectWithMessage(request, href("/organizations"), "organization-deleted", gone.headers);
      }
    }
  } catch (error) {
    return form.reject(error, {
      INVALID_NAME: "name",
      INVALID_SLUG: "slug",
      ORGANIZATION_SLUG_ALREADY_TAKEN: "slug",
      YOU_CANNOT_LEAVE_THE_ORGANIZATION_AS_THE_ONLY_OWNER: "form",
      MEMBER_NOT_FOUND: "form",
    });
  }
}

const labels = {
  logo: "New logo",
  name: "Name",
  slug: "Short name for the address",
  confirmation: "Name of the organization",
};

export default function Settings({ loaderData, actionData: state }: Route.ComponentProps) {
  const { name, slug, logo, takesPictures, mayUpdate, mayDelete, isOwner, isLastOwner, isProven } =
    loaderData;
  return (
    <>
      <PageHeading
        title="Settings"
        failed={Boolean(state)}
        intro={
          mayUpdate ? `What ${name} is called, and who owns it.` : "Your membership of this organization."
        }
      />
      <ErrorSummary state={state} labels={labels} />
      {mayUpdate && (
        <LogoForm label={labels.logo} name={name} logo={logo} takesPictures={takesPictures} state={state} />
      )}
      {mayUpdate && <OrganizationForm labels={labels} name={name} slug={slug} state={state} />}
      {isOwner && (
        <SettingsSection
          title="Hand over ownership"
          intro="Make another member owner. You stay an owner, or become an admin."
        >
          <div>
            <Button asChild variant="outline">
              <Link to={href("/organizations/:slug/hand-over", { slug })}>Hand over to a member</Link>
            </Button>
          </div>
        </SettingsSection>
      )}
      <SettingsSection
        title="Leave"
        intro={
          isLastOwner
            ? "You are the only owner, and an organization always has one. Hand it over first, or delete it below."
            : "You lose everything in this organization at once."
        }
      >
        {!isLastOwner && <LeaveButton />}
      </SettingsSection>
      {mayDelete && (
        <SettingsSection
          title="Delete"
          intro="Members, teams, roles, projects and everything else in it: all of it goes at once, and nobody can bring it back. Its owners are told by mail."
        >
          {isProven ? (
            <DeleteOrganization label={labels.confirmation} typed={name} state={state} />
          ) : (
            <ConfirmFirst returnTo={href("/organizations/:slug/settings", { slug })} />
          )}
        </SettingsSection>
      )}
    </>
  );
}
