import { href, Link } from "react-router";
import { CardCell, CardRow, CardTable } from "~/components/card-table";
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

/** Rows of the audit log. */
export function AuditTable({ rows }: AuditTableProps) {
  return (
    <CardTable titles={["What", "By", "About", "From", "When"]}>
      {rows.map((row) => (
        <CardRow key={row.seq}>
          <CardCell className="font-medium">
            {row.what} {row.outcome === "failure" && <Badge variant="warning">Failed</Badge>}
          </CardCell>
          <CardCell>
            <Filtered by="by" id={row.actorId} name={row.actorName} />
            {row.impersonatorName && (
              <div className="text-muted-foreground">in truth {row.impersonatorName}</div>
            )}
          </CardCell>
          <CardCell>
            {row.subjectId && row.subjectId === row.actorId ? (
              "Themselves"
            ) : (
              <Filtered by="about" id={row.subjectId} name={row.subjectName} />
            )}
          </CardCell>
          <CardCell className="text-muted-foreground">
            <div>{[row.device, row.place].filter(Boolean).join(", ")}</div>
            <div>{row.ipAddress}</div>
            <div className="font-mono text-xs">{row.requestId}</div>
          </CardCell>
          <CardCell className="text-muted-foreground">
            <Moment {...row.at} />
          </CardCell>
        </CardRow>
      ))}
    </CardTable>
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
