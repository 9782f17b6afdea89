import { data, Form, href, Link } from "react-router";
import { z } from "zod";
import { recordAudit } from "~/auth/audit.server";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";
import { FieldGroup } from "~/components/ui/field";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { addEndpoint, mostEndpoints } from "~/db/webhooks.server";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { destinationProblem } from "~/webhooks/destination.server";
import { sealSecret } from "~/webhooks/secrets.server";
import { newWebhookSecret } from "~/webhooks/signature.server";
import type { Route } from "./+types/new";
import { EndpointFields, endpointLabels } from "./components/endpoint-fields";
import { endpointFields, withEvents } from "./components/endpoint-form";
import { NewSecret } from "./components/new-secret";

const newEndpoint = withEvents(z.object({ ...endpointFields, endpointId: z.uuid() }));

/** The id is in the form, so that one that is sent twice adds one endpoint. */
export function loader() {
  return { endpointId: crypto.randomUUID() };
}

/** The secret is in the answer itself: it is shown once. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, newEndpoint);
  if (form.error) return form.error;
  const db = context.get(databaseContext);
  const { endpointId: id, url, description, events } = form.values;
  const problem = destinationProblem(url, context.get(envContext).BETTER_AUTH_URL);
  if (problem) return form.refuse("url", problem);
  const plain = newWebhookSecret();
  const { secretConfig } = await context.get(authContext).$context;
  const secret = await sealSecret(secretConfig, plain);
  const outcome = await addEndpoint(db, { id, secret, url, description, events });
  if (outcome === "too-many")
    return form.refuse("url", `There is room for ${mostEndpoints}. Delete one before you add another.`);
  if (outcome === "there-already")
    return redirectWithMessage(
      request,
      href("/admin/webhooks/:endpointId", { endpointId: id }),
      "webhook-made-already",
    );
  recordAudit(db, {
    event: "admin-webhook-created",
    actor: { id: context.get(sessionContext).user.id },
    subject: { type: "deployment" },
    detail: `${new URL(url).host} (${id})`,
  });
  return data({ made: { id, secret: plain } });
}

export default function NewEndpoint({ loaderData, actionData }: Route.ComponentProps) {
  if (actionData && "made" in actionData) {
    const { id, secret } = actionData.made;
    return (
      <>
        <PageHeading title="The endpoint is added" />
        <NewSecret secret={secret} />
        <div>
          <Button asChild>
            <Link to={href("/admin/webhooks/:endpointId", { endpointId: id })}>I have kept it</Link>
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeading
        title="Add an endpoint"
        failed={Boolean(actionData)}
        intro="From now on the events that you choose are sent to it."
      />
      <SettingsSection title="Where to, and what">
        <ErrorSummary state={actionData} labels={endpointLabels} />
        <Form method="post" noValidate>
          <input
            type="hidden"
            name="endpointId"
            value={actionData?.values.endpointId ?? loaderData.endpointId}
          />
          <FieldGroup>
            <EndpointFields state={actionData} />
            <div>
              <SubmitButton>Add endpoint</SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
    </>
  );
}
