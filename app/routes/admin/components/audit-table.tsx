import { href, Link } from "react-router";
import { Moment } from "~/components/moment";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";

interface AuditTableProps {
  rows: {
    seq: number;
    at: MomentFacts;
    what: string;
    outcome: string;
    actorId: string | null;
    actorName: string | null;
    impersonatorName: string | null;
    subjectType: string;
    subjectId: string | null;
    subjectName: string | null;
    ipAddress: string;
    device: string;
    place: string;
    requestId: string;
  }[];
}

const cell = "block wrap-anywhere sm:table-cell sm:py-3 sm:pr-4 sm:align-top";

/** A table where there is room, else a card for each row. */
export function AuditTable({ rows }: AuditTableProps) {
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-muted-foreground">
          {["What", "By", "About", "From", "When"].map((title) => (
            <th key={title} scope="col" className="pb-2 pr-4 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y sm:table-row-group">
        {rows.map((row) => (
          <tr key={row.seq} className="block py-3 sm:table-row">
            <td className={`${cell} font-medium`}>
              {row.what} {row.outcome === "failure" && <Badge variant="warning">Failed</Badge>}
            </td>
            <td className={cell}>
              <Filtered by="by" id={row.actorId} name={row.actorName} />
              {row.impersonatorName && (
                <div className="text-muted-foreground">in truth {row.impersonatorName}</div>
              )}
            </td>
            <td className={cell}>
              {row.subjectId && row.subjectId === row.actorId ? (
                "Themselves"
              ) : (
                <Filtered by="about" id={row.subjectId} name={row.subjectName} />
              )}
            </td>
            <td className={`${cell} text-muted-foreground`}>
              <div>{[row.device, row.place].filter(Boolean).join(", ")}</div>
              <div>{row.ipAddress}</div>
              <div className="font-mono text-xs">{row.requestId}</div>
            </td>
            <td className={`${cell} text-muted-foreground`}>
              <Moment {...row.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A name that leads to everything that was done by, or to, whoever has it. */
function Filtered({ by, id, name }: { by: "by" | "about"; id: string | null; name: string | null }) {
  if (!id) return <span className="text-muted-foreground">{by === "by" ? "Nobody known" : "–"}</span>;
  return (
    <Link to={`${href("/admin/audit-log")}?${new URLSearchParams({ [by]: id })}`} className="link">
      {name ?? id}
    </Link>
  );
}
