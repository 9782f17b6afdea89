import { data, href, Link } from "react-router";
import { z } from "zod";
import { Avatar } from "~/components/avatar";
import { DeleteOrganization } from "~/components/delete-organization";
import { ErrorSummary } from "~/components/error-summary";
import { Moment } from "~/components/moment";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, documentContext, envContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/$organizationId";
import { OverseenMembers } from "./components/overseen-members";
import { overseen } from "./overseen.server";

const memberId = z.string().min(1);

const organizationForm = withIntent(
  z.discriminatedUnion("intent", [
    z.object({ intent: z.literal("remove"), memberId }),
    z.object({ intent: z.literal("make-owner"), memberId }),
    z.object({ intent: z.literal("delete"), confirmation: z.string().trim() }),
  ]),
  (entered) => ("confirmation" in entered ? "delete" : "remove"),
);

export async function loader({ url, params: { organizationId }, context }: Route.LoaderArgs) {
  const found = await overseen(context.get(databaseContext), context.get(envContext), {
    organizationId,
    after: url.searchParams.get("after"),
    moment: momentsIn(context.get(documentContext)),
  });
  if (!found) throw data("Not Found", { status: 404 });
  return found;
}

export async function action({ request, url, params: { organizationId }, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, organizationForm);
  if (form.error) return form.error;
  const here = url.pathname + url.search;
  try {
    switch (form.values.intent) {
      case "remove": {
        await api.removeOverseenMember({
          body: { organizationId, memberId: form.values.memberId },
          headers: request.headers,
        });
        return redirectWithMessage(request, here, "member-removed");
      }
      case "make-owner": {
        await api.makeOwner({
          body: { organizationId, memberId: form.values.memberId },
          headers: request.headers,
        });
        return redirectWithMessage(request, here, "owner-made");
      }
      case "delete": {
        await api.deleteOverseenOrganization({
          body: { organizationId, slug: form.values.confirmation },
          headers: request.headers,
        });
        return redirectWithMessage(request, href("/admin/organizations"), "organization-ended");
      }
    }
  } catch (error) {
    return form.reject(error, {
      MEMBER_NOT_FOUND: "form",
      MEMBER_CANNOT_OWN: "form",
      ORGANIZATION_NOT_FOUND: "confirmation",
      YOU_CANNOT_LEAVE_THE_ORGANIZATION_WITHOUT_AN_OWNER: "form",
    });
  }
}

const labels = { confirmation: "Short name of the organization" };

export default function Organization({ loaderData, actionData: state }: Route.ComponentProps) {
  const { id, name, slug, logo, created, counts, hasOwner, members } = loaderData;
  const here = href("/admin/organizations/:organizationId", { organizationId: id });
  return (
    <>
      <PageHeading
        title={name}
        failed={Boolean(state)}
        picture={<Avatar of="organization" name={name} image={logo} size="medium" />}
        intro={
          <>
            <span className="wrap-anywhere">{slug}</span>, made <Moment {...created} />
          </>
        }
      />
      <ErrorSummary state={state} labels={labels} />
      <SettingsSection title="What is in it">
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          <Figure label="Members" value={counts.members} />
          <Figure label="Teams" value={counts.teams} />
          <Figure label="Domains" value={counts.domains} />
          <Figure label="Open invitations" value={counts.invitations} />
        </dl>
        <p className="text-sm wrap-anywhere text-muted-foreground">
          Id: <code>{id}</code>
        </p>
        <div>
          <Button asChild variant="outline">
            <Link to={`${href("/admin/audit-log")}?${new URLSearchParams({ about: id })}`}>
              What happened in it
            </Link>
          </Button>
        </div>
      </SettingsSection>
      <SettingsSection
        title={loaderData.isFirstPage ? "Members" : "More members"}
        intro={
          hasOwner
            ? "Who joined first on top. The only owner stays; an owner can hand the organization over."
            : "It has no owner. Make a member owner, so that somebody can look after it."
        }
      >
        {members.length === 0 ? <p>Nobody is in it.</p> : <OverseenMembers members={members} />}
        <div className="flex flex-wrap gap-3 empty:hidden">
          {!loaderData.isFirstPage && (
            <Button asChild variant="outline">
              <Link to={here}>First page</Link>
            </Button>
          )}
          {loaderData.next && (
            <Button asChild variant="outline">
              <Link to={`${here}?after=${loaderData.next}`}>More members</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
      <SettingsSection
        title="Delete"
        intro="Members, teams, roles, projects and everything else in it: all of it goes at once, and nobody can bring it back. Its owners are told by mail that you did it."
      >
        <DeleteOrganization label={labels.confirmation} typed={slug} state={state} />
      </SettingsSection>
    </>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-sm text-muted-foreground">{label}</dt>
      <dd className="text-2xl font-semibold">{value}</dd>
    </div>
  );
}
