import { Form, href } from "react-router";
import { auditEvents } from "~/auth/audit-words";
import { FormField } from "~/components/form-field";
import { SelectField } from "~/components/select-field";
import { Button } from "~/components/ui/button";
import type { AuditQuery } from "./audit-filter";

const events = [
  { value: "", label: "Everything" },
  { value: "sign-in", label: "signed in, in any way" },
  ...auditEvents.map((event) => ({ value: event, label: event.replaceAll("-", " ") })),
];

const outcomes = [
  { value: "", label: "Any" },
  { value: "success", label: "Done" },
  { value: "failure", label: "Failed" },
];

/** What to show of the audit log; it is in the address, so that it can be kept and sent. */
export function AuditFilterForm({ query }: { query: AuditQuery }) {
  return (
    <Form
      method="get"
      action={href("/admin/audit-log")}
      key={JSON.stringify(query)}
      className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-3"
    >
      <SelectField name="event" label="Event" options={events} defaultValue={query.event} />
      <SelectField name="outcome" label="Outcome" options={outcomes} defaultValue={query.outcome} />
      <FormField name="detail" label="Way or detail" defaultValue={query.detail} autoComplete="off" />
      <FormField name="by" label="Done by (an id)" defaultValue={query.by} autoComplete="off" />
      <FormField name="about" label="Done to (an id)" defaultValue={query.about} autoComplete="off" />
      <FormField name="from" label="From day (UTC)" type="date" defaultValue={query.from} />
      <FormField name="to" label="To day (UTC)" type="date" defaultValue={query.to} />
      <Button type="submit" variant="outline">
        Show
      </Button>
    </Form>
  );
}
