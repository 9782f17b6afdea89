import { Form, href, Link } from "react-router";
import { z } from "zod";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext } from "~/context";
import { memberNamed } from "~/db/ownership.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { membershipIn } from "~/middleware/membership.server";
import { requireFreshProof } from "~/middleware/require-fresh-proof.server";
import { requireOwner } from "~/middleware/require-owner.server";
import type { Route } from "./+types/hand-over";
import { HandOverForm } from "./components/hand-over-form";

export const middleware: Route.MiddlewareFunction[] = [requireOwner, requireFreshProof];

const handOverForm = z.object({
  member: z.string().min(1),
  stayAs: z.enum(["owner", "admin"], { error: "Choose what you are afterwards." }),
});

/** First who, by `to`; then the question. */
export async function loader({ url, context }: Route.LoaderArgs) {
  const { organization, memberId } = membershipIn(context);
  const { name, slug } = organization;
  const to = url.searchParams.get("to")?.trim();
  if (to === undefined) return { name, slug };
  const found = await memberNamed(context.get(databaseContext), organization.id, to);
  if (found && found.id !== memberId) return { name, slug, to, found };
  const problem = found
    ? "That is you. Enter the address or username of somebody else."
    : "No member here has this address or username. Look at the list of members.";
  return { name, slug, to, problem };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { organization } = membershipIn(context);
  const form = await parseForm(request, handOverForm);
  if (form.error) return form.error;
  const { member: memberId, stayAs } = form.values;
  try {
    await context.get(authContext).api.handOverOrganization({
      body: { organizationId: organization.id, memberId, stayAs },
      headers: request.headers,
    });
    const to = href("/organizations/:slug/members", { slug: organization.slug });
    return redirectWithMessage(request, to, "handed-over");
  } catch (error) {
    return form.reject(error, { MEMBER_NOT_FOUND: "form", MEMBER_CANNOT_OWN: "form" });
  }
}

const labels = { to: "E-mail address or username of the member" };

export default function HandOver({ loaderData, actionData: state }: Route.ComponentProps) {
  const { name, slug, to = "", found, problem } = loaderData;
  const back = href("/organizations/:slug/settings", { slug });
  if (found)
    return (
      <>
        <PageHeading title={`Hand over ${name}`} failed={Boolean(state)} />
        <HandOverForm organization={name} {...found} back={back} state={state} />
      </>
    );
  const mistake = problem ? { values: { to }, errors: { to: [problem] } } : undefined;
  return (
    <>
      <PageHeading
        title={`Hand over ${name}`}
        failed={Boolean(mistake)}
        intro="The new owner may do everything in it, and delete it. We ask once more before anything changes."
      />
      <SettingsSection title="To whom?">
        <ErrorSummary state={mistake} labels={labels} />
        <Form method="get" noValidate key={to}>
          <FieldGroup>
            <FormField
              name="to"
              label={labels.to}
              state={mistake}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              required
            />
            <div className="flex flex-wrap gap-3">
              <Button type="submit">Continue</Button>
              <Button asChild variant="ghost">
                <Link to={back}>Back to the settings</Link>
              </Button>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
