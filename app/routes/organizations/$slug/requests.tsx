import { data, href, Link } from "react-router";
import { z } from "zod";
import { tellOfAnswer } from "~/auth/join-mail.server";
import { recordOrganizationActivity } from "~/auth/organization-activity.server";
import { ErrorSummary } from "~/components/error-summary";
import { PageLinks } from "~/components/page-links";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { databaseContext, documentContext, envContext, sessionContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
import { acceptRequest, declineRequest, requestsPage } from "~/db/join-requests.server";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { membershipIn } from "~/middleware/membership.server";
import { requirePermission } from "~/middleware/require-permission.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/requests";
import { RequestRow } from "./components/request-row";

export const middleware: Route.MiddlewareFunction[] = [requirePermission({ member: ["create"] })];

const answerForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("accept"), requestId: z.string() }),
  z.object({ intent: z.literal("decline"), requestId: z.string() }),
]);

export async function loader({ url, context }: Route.LoaderArgs) {
  const { organization, can } = membershipIn(context);
  const before = cursorOf(url.searchParams.get("before"));
  const { rows, older } = await requestsPage(context.get(databaseContext), organization.id, before);
  const moment = momentsIn(context.get(documentContext));
  return {
    slug: organization.slug,
    isFirstPage: before === undefined,
    older,
    seesDomains: can({ domain: ["update"] }),
    requests: rows.map(({ askedAt, ...request }) => ({ ...request, asked: moment(askedAt) })),
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, answerForm);
  if (form.error) return form.error;
  const { intent, requestId } = form.values;
  const { organization } = membershipIn(context);
  const { user } = context.get(sessionContext);
  const env = context.get(envContext);
  const db = context.get(databaseContext);
  const one = { organizationId: organization.id, requestId };
  const tell = (to: string, isAccepted: boolean) =>
    tellOfAnswer({ env, db }, { organization, by: user.name, to, isAccepted });
  const record = (event: "join-accepted" | "join-declined", about: string) =>
    recordOrganizationActivity(db, { organizationId: organization.id, actor: user, event, about });
  if (intent === "decline") {
    const person = await declineRequest(db, one);
    if (person) {
      tell(person.email, false);
      record("join-declined", person.name);
    }
    return redirectWithMessage(request, url.pathname, person ? "request-declined" : "request-gone");
  }
  const { outcome, person } = await acceptRequest(db, { ...one, max: env.MEMBERS_PER_ORGANIZATION });
  if (outcome === "full") return data<FormState>({ values: {}, errors: {}, message: full }, { status: 400 });
  if (person) {
    tell(person.email, true);
    record("join-accepted", person.name);
  }
  return redirectWithMessage(request, url.pathname, `request-${outcome}`);
}

const full = "The organization has as many members as it may have. Remove somebody first.";

export default function Requests({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, requests, isFirstPage, older, seesDomains } = loaderData;
  const here = href("/organizations/:slug/requests", { slug });
  return (
    <>
      <PageHeading
        title="Requests"
        failed={Boolean(state)}
        intro="People with an address of your domains who ask to join. Whoever is accepted is a member."
      />
      <ErrorSummary state={state} labels={{}} />
      <SettingsSection title={isFirstPage ? "Waiting for an answer" : "Older requests"}>
        {requests.length === 0 ? (
          <p className="text-sm text-muted-foreground">Nobody waits for an answer.</p>
        ) : (
          <ul className="flex flex-col divide-y">
            {requests.map((request) => (
              <RequestRow key={request.id} {...request} />
            ))}
          </ul>
        )}
        {seesDomains && (
          <p className="text-sm">
            <Link to={href("/organizations/:slug/domains", { slug })} className="link">
              Change who may ask
            </Link>
          </p>
        )}
        <PageLinks first={here} isFirstPage={isFirstPage} older={older} />
      </SettingsSection>
    </>
  );
}
