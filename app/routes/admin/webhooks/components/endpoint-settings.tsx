import { Form } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { ErrorSummary } from "~/components/error-summary";
import { Moment } from "~/components/moment";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { FieldGroup } from "~/components/ui/field";
import type { FormState } from "~/forms/form-errors";
import type { Moment as MomentFacts } from "~/moments";
import { EndpointFields, endpointLabels } from "./endpoint-fields";
import type { EndpointStateFacts } from "./endpoint-state";

interface EndpointSettingsProps {
  endpoint: EndpointStateFacts & {
    url: string;
    description: string;
    events: string[];
    /** When the secret was made: a form that is sent twice makes one. */
    since: string;
    secretAt: MomentFacts;
    /** While the secret before signs as well. */
    previousUntil?: MomentFacts;
  };
  state?: FormState;
}

/** What can be changed about an endpoint. */
export function EndpointSettings({ endpoint, state }: EndpointSettingsProps) {
  return (
    <>
      <SettingsSection title="Where to, and what">
        <ErrorSummary state={state} labels={endpointLabels} />
        <Form method="post" noValidate>
          <FieldGroup>
            <EndpointFields endpoint={endpoint} state={state} />
            <div>
              <SubmitButton name="intent" value="save">
                Save changes
              </SubmitButton>
            </div>
          </FieldGroup>
        </Form>
      </SettingsSection>
      <SecretSection {...endpoint} />
      <EndSection disabledBecause={endpoint.disabledBecause} />
    </>
  );
}

function SecretSection({ since, secretAt, previousUntil }: EndpointSettingsProps["endpoint"]) {
  return (
    <SettingsSection
      title="Signing secret"
      intro={
        <>
          Made <Moment {...secretAt} />. It is not shown again; another one can be made.
          {previousUntil && (
            <>
              {" "}
              The one before signs as well, and ends <Moment {...previousUntil} />.
            </>
          )}
        </>
      }
    >
      <div className="flex flex-wrap gap-3">
        <ConfirmButton
          label="Rotate secret"
          question="Make another secret?"
          consequence="For 24 hours both sign, so that the receiver can go over to the new one. It is shown once."
          keep="Keep the secret"
          name="intent"
          value="rotate"
          variant="outline"
        >
          <input type="hidden" name="since" value={since} />
        </ConfirmButton>
        {previousUntil && (
          <ConfirmButton
            label="End the old secret now"
            question="End the old secret now?"
            consequence="A receiver that does not know the new one yet refuses what is sent from now on."
            keep="Keep it for now"
            name="intent"
            value="end-old-secret"
            variant="outline"
          />
        )}
      </div>
    </SettingsSection>
  );
}

function EndSection({ disabledBecause }: Pick<EndpointStateFacts, "disabledBecause">) {
  return (
    <SettingsSection
      title={disabledBecause ? "Enable or delete" : "Disable or delete"}
      intro={
        disabledBecause
          ? "Events that happen while it is disabled are not sent to it, later neither."
          : "While it is disabled nothing is sent to it, and what happens meanwhile is not sent later."
      }
    >
      <div className="flex flex-wrap gap-3">
        <Form method="post">
          <SubmitButton name="intent" value={disabledBecause ? "enable" : "disable"} variant="outline">
            {disabledBecause ? "Enable" : "Disable"}
          </SubmitButton>
        </Form>
        <ConfirmButton
          label="Delete endpoint"
          question="Delete this endpoint?"
          consequence="Its secret and its list of deliveries are gone, and what waits is not sent."
          keep="Keep it"
          name="intent"
          value="delete"
        />
      </div>
    </SettingsSection>
  );
}
