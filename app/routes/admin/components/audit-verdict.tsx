import { Alert, AlertTitle } from "~/components/ui/alert";

interface AuditVerdictProps {
  good: number;
  seq: number;
  hash: string;
  broken?: number;
}

/** What a look at the whole audit log found. */
export function AuditVerdictAlert({ good, seq, hash, broken }: AuditVerdictProps) {
  if (broken !== undefined)
    return (
      <Alert variant="destructive" role="alert">
        <AlertTitle>Row {broken} is the first that does not fit</AlertTitle>
        <p>
          It was changed or removed from outside after it was written. {good} rows before it are whole. Keep a
          copy of the database, and look who has access to it.
        </p>
      </Alert>
    );
  return (
    <Alert variant="success" role="status">
      <AlertTitle>The audit log is whole: {good} rows</AlertTitle>
      <p>
        Written down elsewhere, the last one proves later that nothing before it has changed: row {seq},{" "}
        <code className="font-mono text-xs break-all">{hash}</code>
      </p>
    </Alert>
  );
}
