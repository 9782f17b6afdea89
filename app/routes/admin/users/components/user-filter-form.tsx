import { Form, href } from "react-router";
import { FormField } from "~/components/form-field";
import { SelectField } from "~/components/select-field";
import { Button } from "~/components/ui/button";
import type { UserQuery } from "./user-query";
import { sortWords, stateWords } from "./user-words";

interface UserFilterFormProps {
  query: UserQuery;
  /** By what people sign in. */
  ways: { id: string; name: string }[];
}

/** Which people to show, and in which order; it is in the address, so that it can be kept and sent. */
export function UserFilterForm({ query, ways }: UserFilterFormProps) {
  return (
    <Form
      method="get"
      role="search"
      action={href("/admin/users")}
      key={JSON.stringify(query)}
      className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-4"
    >
      <div className="sm:col-span-2 lg:col-span-4">
        <FormField
          name="q"
          type="search"
          label="Search"
          hint="The beginning of a name, last name, e-mail address, username or phone number; @ and a domain; or a whole id."
          defaultValue={query.q}
          autoComplete="off"
        />
      </div>
      <SelectField name="state" label="State" options={choices(stateWords)} defaultValue={query.state} />
      <SelectField
        name="role"
        label="Role"
        options={choices({ admin: "Admin", user: "No admin" })}
        defaultValue={query.role}
      />
      <SelectField
        name="way"
        label="Signs in with"
        options={[{ value: "", label: "Any" }, ...ways.map(({ id, name }) => ({ value: id, label: name }))]}
        defaultValue={query.way}
      />
      <SelectField
        name="twoFactor"
        label="Second factor"
        options={choices({ on: "On", off: "Off" })}
        defaultValue={query.twoFactor}
      />
      <FormField name="from" label="Created from (UTC)" type="date" defaultValue={query.from} />
      <FormField name="to" label="Created to (UTC)" type="date" defaultValue={query.to} />
      <SelectField
        name="sort"
        label="Order"
        options={Object.entries(sortWords).map(([value, label]) => ({ value, label }))}
        defaultValue={query.sort}
      />
      <Button type="submit" variant="outline">
        Search
      </Button>
    </Form>
  );
}

function choices(words: Record<string, string>) {
  return [{ value: "", label: "Any" }, ...Object.entries(words).map(([value, label]) => ({ value, label }))];
}
