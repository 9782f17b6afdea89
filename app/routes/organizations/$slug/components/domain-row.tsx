import { Form } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { SelectField } from "~/components/select-field";
import { SubmitButton } from "~/components/submit-button";
import { Badge } from "~/components/ui/badge";
import { joiningOptions } from "./domain-words";

interface DomainRowProps {
  id: string;
  domain: string;
  joining: string;
  isVerified: boolean;
  /** The TXT record that proves it. */
  record: { name: string; value: string };
  canRemove: boolean;
}

/** One domain of an organization: how to prove it, or how its people come in. */
export function DomainRow({ id, domain, joining, isVerified, record, canRemove }: DomainRowProps) {
  const heading = `domain-${id}`;
  return (
    <li className="flex flex-col gap-4 py-5 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 id={heading} className="flex min-w-0 flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 wrap-anywhere">{domain}</span>
          {isVerified ? <Badge variant="on">Verified</Badge> : <Badge>Not verified yet</Badge>}
        </h3>
        {canRemove && (
          <ConfirmButton
            label="Remove"
            question={`Remove ${domain}?`}
            consequence={
              isVerified
                ? "Nobody joins by it any more, and requests that came by it end. Members stay. To have it back, it has to be verified anew."
                : "Its record then proves nothing any more."
            }
            keep="Keep it"
            name="domainId"
            value={id}
            size="sm"
            aria-describedby={heading}
          >
            <input type="hidden" name="intent" value="remove" />
          </ConfirmButton>
        )}
      </div>
      {isVerified ? (
        <JoiningForm {...{ id, joining, heading }} />
      ) : (
        <Challenge {...{ id, record, heading }} />
      )}
    </li>
  );
}

function JoiningForm({ id, joining, heading }: { id: string; joining: string; heading: string }) {
  return (
    <Form method="post" className="flex flex-col items-start gap-3 sm:flex-row sm:items-end">
      <input type="hidden" name="intent" value="save" />
      <div className="w-full max-w-sm">
        <SelectField
          id={`joining-${id}`}
          name="joining"
          label="People who prove an address there join"
          options={[...joiningOptions]}
          defaultValue={joining}
        />
      </div>
      <SubmitButton name="domainId" value={id} variant="outline" aria-describedby={heading}>
        Save
      </SubmitButton>
    </Form>
  );
}

function Challenge({ id, record, heading }: Pick<DomainRowProps, "id" | "record"> & { heading: string }) {
  return (
    <>
      <p className="text-sm text-muted-foreground">
        Set this record where the domain's DNS is kept, then verify. Afterwards it can go.
      </p>
      <dl className="flex flex-col gap-2 text-sm">
        {[
          ["Type", "TXT"],
          ["Name", record.name],
          ["Value", record.value],
        ].map(([term, text]) => (
          <div key={term} className="flex flex-col gap-0.5 sm:flex-row sm:gap-4">
            <dt className="w-16 shrink-0 text-muted-foreground">{term}</dt>
            <dd className="min-w-0 font-mono wrap-anywhere select-all">{text}</dd>
          </div>
        ))}
      </dl>
      <Form method="post">
        <input type="hidden" name="intent" value="verify" />
        <SubmitButton name="domainId" value={id} variant="outline" aria-describedby={heading}>
          Verify
        </SubmitButton>
      </Form>
    </>
  );
}
