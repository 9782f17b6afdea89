import { Form } from "react-router";
import { Avatar } from "~/components/avatar";
import { ConfirmButton } from "~/components/confirm-button";
import { SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";

interface Joinable {
  id: string;
  name: string;
  logo?: string;
  domain: string;
  joining: "invitation" | "request" | "free";
  isAsked: boolean;
}

/** Organizations that let people in by the domain of their address; nothing where there is none. */
export function JoinableOrganizations({ organizations }: { organizations: Joinable[] }) {
  if (organizations.length === 0) return null;
  return (
    <SettingsSection title="You can join" intro="By the domain of your e-mail address.">
      <ul className="flex flex-col divide-y">
        {organizations.map((organization) => (
          <JoinableRow key={organization.id} {...organization} />
        ))}
      </ul>
    </SettingsSection>
  );
}

function JoinableRow({ id, name, logo, domain, joining, isAsked }: Joinable) {
  const isFree = joining === "free";
  const waits = isAsked && !isFree;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0">
      <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
        <Avatar of="organization" name={name} image={logo} />
        <div className="flex min-w-0 flex-col gap-0.5">
          <span className="font-medium wrap-anywhere">{name}</span>
          <span id={`joinable-${id}`} className="text-sm text-muted-foreground wrap-anywhere">
            {domain} · {waits ? "asked: the answer comes by mail" : ways[joining]}
          </span>
        </div>
      </div>
      {waits ? (
        <ConfirmButton
          label="Take back"
          question={`Take back your request to join ${name}?`}
          consequence="You can ask again later."
          keep="Keep it"
          name="organizationId"
          value={id}
          size="sm"
          variant="outline"
          aria-describedby={`joinable-${id}`}
        >
          <input type="hidden" name="intent" value="withdraw" />
        </ConfirmButton>
      ) : (
        <Form method="post">
          <input type="hidden" name="intent" value={isFree ? "join" : "ask"} />
          <SubmitButton name="organizationId" value={id} size="sm" aria-describedby={`joinable-${id}`}>
            {isFree ? "Join" : "Ask to join"}
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}

const ways = {
  free: "people of this domain join by themselves",
  request: "its admins answer whoever asks",
  invitation: "",
};
