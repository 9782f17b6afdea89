import { data, Form, href, Link } from "react-router";
import { z } from "zod";
import { challengeNameOf, challengeTextOf, newChallenge } from "~/auth/domain-challenge";
import { readDomain } from "~/auth/domain-name";
import { verifyDomain } from "~/auth/domain-verification.server";
import { recordOrganizationActivity } from "~/auth/organization-activity.server";
import type { OrganizationEvent } from "~/auth/organization-activity-words";
import { ErrorSummary } from "~/components/error-summary";
import { FormField } from "~/components/form-field";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import { databaseContext, envContext, sessionContext } from "~/context";
import {
  addDomain,
  domainsOf,
  domainsPerOrganization,
  removeDomain,
  setJoining,
} from "~/db/organization-domains.server";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm, throwIfTooMany } from "~/forms/parse-form.server";
import { withIntent } from "~/forms/rules";
import { membershipIn } from "~/middleware/membership.server";
import { demandPermission, requirePermission } from "~/middleware/require-permission.server";
import type { Route } from "./+types/domains";
import { DomainRow } from "./components/domain-row";
import { findings } from "./components/domain-words";

export const middleware: Route.MiddlewareFunction[] = [requirePermission({ domain: ["update"] })];

const domainName = z.string().transform((typed, check) => {
  const { domain, problem } = readDomain(typed);
  if (domain) return domain;
  check.addIssue({ code: "custom", message: problem });
  return z.NEVER;
});

const domainId = z.string();

const domainForm = withIntent(
  z.discriminatedUnion("intent", [
    z.object({ intent: z.literal("add"), domain: domainName }),
    z.object({ intent: z.literal("verify"), domainId }),
    z.object({
      intent: z.literal("save"),
      domainId,
      joining: z.enum(["invitation", "request", "free"], { error: "Choose how people come in." }),
    }),
    z.object({ intent: z.literal("remove"), domainId }),
  ]),
  (entered) => ("domain" in entered ? "add" : "joining" in entered ? "save" : "verify"),
);

export async function loader({ context }: Route.LoaderArgs) {
  const { organization, can } = membershipIn(context);
  const domains = await domainsOf(context.get(databaseContext), organization.id);
  return {
    slug: organization.slug,
    mayAdd: can({ domain: ["create"] }),
    mayRemove: can({ domain: ["delete"] }),
    mayAnswer: can({ member: ["create"] }),
    domains: domains.map(({ id, domain, joining, challenge, verifiedAt }) => ({
      id,
      domain,
      joining,
      isVerified: verifiedAt !== null,
      record: { name: challengeNameOf(domain), value: challengeTextOf(challenge) },
    })),
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const form = await parseForm(request, domainForm);
  if (form.error) return form.error;
  const { id: organizationId } = membershipIn(context).organization;
  const db = context.get(databaseContext);
  const here = url.pathname;
  const { values } = form;
  const record = (event: OrganizationEvent, about: string) =>
    recordOrganizationActivity(db, { organizationId, actor: context.get(sessionContext).user, event, about });
  switch (values.intent) {
    case "add": {
      demandPermission(context, { domain: ["create"] });
      const { domain } = values;
      const outcome = await addDomain(db, { organizationId, domain, challenge: newChallenge() });
      if (outcome !== "added") return form.refuse("domain", notAdded[outcome]);
      record("domain-added", domain);
      return redirectWithMessage(request, here, "domain-added");
    }
    case "verify": {
      const asked = { organizationId, domainId: values.domainId };
      const { outcome, domain = "" } = await verifyDomain({ env: context.get(envContext), db }, asked).catch(
        (error) => {
          throwIfTooMany(error);
          throw error;
        },
      );
      if (outcome === "verified") record("domain-verified", domain);
      if (outcome === "verified" || outcome === "verified-already")
        return redirectWithMessage(request, here, "domain-verified");
      if (outcome === "gone") return redirectWithMessage(request, here, "domain-gone");
      const message = findings[outcome](domain);
      const status = { "no-answer": 503, taken: 409, "no-record": 422, "other-record": 422 }[outcome];
      return data<FormState>({ values: {}, errors: {}, message }, { status });
    }
    case "save": {
      const changed = await setJoining(db, { organizationId, ...values });
      if (changed) record("domain-changed", changed);
      return redirectWithMessage(request, here, changed ? "domain-saved" : "domain-gone");
    }
    case "remove": {
      demandPermission(context, { domain: ["delete"] });
      const removed = await removeDomain(db, { organizationId, domainId: values.domainId });
      if (removed) record("domain-removed", removed);
      return redirectWithMessage(request, here, removed ? "domain-removed" : "domain-gone");
    }
  }
}

const notAdded = {
  "there-already": "This domain is on the list already.",
  "limit-reached": `An organization has ${domainsPerOrganization} domains at most. Remove one first.`,
};

const labels = { domain: "Domain", joining: "People who prove an address there join" };

export default function Domains({ loaderData, actionData: state }: Route.ComponentProps) {
  const { slug, domains, mayAdd, mayRemove, mayAnswer } = loaderData;
  return (
    <>
      <PageHeading
        title="Domains"
        failed={Boolean(state)}
        intro="Prove that a domain is yours, and people who have an address there can join."
      />
      <ErrorSummary state={state} labels={labels} />
      <SettingsSection title="Domains of the organization">
        {domains.length === 0 ? (
          <p className="text-sm text-muted-foreground">There is none yet.</p>
        ) : (
          <ul className="flex flex-col divide-y">
            {domains.map((domain) => (
              <DomainRow key={domain.id} {...domain} canRemove={mayRemove} />
            ))}
          </ul>
        )}
        {mayAnswer && (
          <p className="text-sm">
            <Link to={href("/organizations/:slug/requests", { slug })} className="link">
              See who asks to join
            </Link>
          </p>
        )}
      </SettingsSection>
      {mayAdd && (
        <SettingsSection
          title="Add a domain"
          intro="It counts once it is verified, for addresses of exactly this domain: one below it is a domain of its own."
        >
          {/* A new answer begins with a new form: what was added is out of the field. */}
          <Form method="post" noValidate key={domains.length}>
            <FieldGroup>
              <FormField
                name="domain"
                label={labels.domain}
                hint="Like example.com."
                state={state}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                inputMode="url"
                required
              />
              <div>
                <SubmitButton name="intent" value="add">
                  Add domain
                </SubmitButton>
              </div>
            </FieldGroup>
          </Form>
        </SettingsSection>
      )}
    </>
  );
}
