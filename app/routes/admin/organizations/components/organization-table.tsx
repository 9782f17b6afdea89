import { href, Link } from "react-router";
import { Avatar } from "~/components/avatar";
import { Moment } from "~/components/moment";
import type { Moment as MomentFacts } from "~/moments";

interface OrganizationTableProps {
  organizations: {
    id: string;
    name: string;
    slug: string;
    logo: string | undefined;
    members: string;
    created: MomentFacts;
  }[];
}

const cell = "block sm:table-cell sm:py-3 sm:pr-4 sm:align-middle";

/** A table where there is room, else a card for each organization. */
export function OrganizationTable({ organizations }: OrganizationTableProps) {
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-muted-foreground">
          {["Organization", "Members", "Made"].map((title) => (
            <th key={title} scope="col" className="pb-2 pr-4 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y sm:table-row-group">
        {organizations.map(({ id, name, slug, logo, members, created }) => (
          <tr key={id} className="block py-3 sm:table-row">
            <td className={cell}>
              <div className="flex items-center gap-3">
                <Avatar of="organization" name={name} image={logo} />
                <div className="flex min-w-0 flex-col">
                  <Link
                    to={href("/admin/organizations/:organizationId", { organizationId: id })}
                    className="link font-medium wrap-anywhere"
                  >
                    {name}
                  </Link>
                  <span className="text-muted-foreground wrap-anywhere">{slug}</span>
                </div>
              </div>
            </td>
            <td className={cell}>
              {members}
              <span className="sm:sr-only"> {members === "1" ? "member" : "members"}</span>
            </td>
            <td className={`${cell} text-muted-foreground sm:whitespace-nowrap`}>
              <Moment {...created} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
