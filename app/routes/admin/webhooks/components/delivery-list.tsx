import { Form, href, Link } from "react-router";
import { SelectField } from "~/components/select-field";
import { SubmitButton } from "~/components/submit-button";
import { Button } from "~/components/ui/button";
import { type DeliveryFacts, DeliveryTable } from "./delivery-table";

interface DeliveryListProps {
  endpointId: string;
  state?: DeliveryFacts["state"];
  isFirstPage: boolean;
  older?: string;
  rows: DeliveryFacts[];
}

const states = [
  { value: "", label: "All" },
  { value: "pending", label: "On their way" },
  { value: "delivered", label: "Delivered" },
  { value: "failed", label: "Failed" },
];

/** What was sent to one endpoint, newest first, and a way to try it. */
export function DeliveryList({ endpointId, state, isFirstPage, older, rows }: DeliveryListProps) {
  const here = href("/admin/webhooks/:endpointId", { endpointId });
  const search = (more: Record<string, string> = {}) => {
    const query = new URLSearchParams({ ...(state ? { state } : {}), ...more }).toString();
    return query ? `${here}?${query}` : here;
  };
  return (
    <>
      <Form method="get" action={here} key={state ?? ""} className="flex flex-wrap items-end gap-3">
        <SelectField name="state" label="State" options={states} defaultValue={state ?? ""} />
        <Button type="submit" variant="outline">
          Show
        </Button>
      </Form>
      {rows.length === 0 ? (
        <p className="text-sm text-muted-foreground">
          {state || !isFirstPage ? "Nothing here matches." : "Nothing was sent yet."}
        </p>
      ) : (
        <DeliveryTable endpointId={endpointId} rows={rows} />
      )}
      <div className="flex flex-wrap gap-3">
        {!isFirstPage && (
          <Button asChild variant="outline">
            <Link to={search()}>Newest</Link>
          </Button>
        )}
        {older && (
          <Button asChild variant="outline">
            <Link to={search({ before: older })}>Older</Link>
          </Button>
        )}
        <Form method="post" action={here}>
          <SubmitButton name="intent" value="test" variant="outline">
            Send test event
          </SubmitButton>
        </Form>
      </div>
    </>
  );
}
