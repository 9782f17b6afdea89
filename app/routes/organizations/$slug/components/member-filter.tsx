import { Form } from "react-router";
import { FormField } from "~/components/form-field";
import { SelectField } from "~/components/select-field";
import { Button } from "~/components/ui/button";

interface MemberFilterProps {
  search: string;
  role: string;
  /** Every role that a member may have. */
  roles: string[];
}

/** Finds members by how a word of their name or address begins, and by role; an address that one can keep or send on. */
export function MemberFilter({ search, role, roles }: MemberFilterProps) {
  return (
    <Form
      method="get"
      role="search"
      key={`${search}|${role}`}
      className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_auto]"
    >
      <FormField name="q" type="search" label="Name or address" defaultValue={search} autoComplete="off" />
      <SelectField
        id="filter-role"
        name="role"
        label="Role"
        defaultValue={role}
        options={[{ value: "", label: "All roles" }, ...roles.map((name) => ({ value: name, label: name }))]}
      />
      <Button type="submit" variant="outline">
        Search
      </Button>
    </Form>
  );
}
