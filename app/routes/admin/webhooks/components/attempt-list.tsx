import { Moment } from "~/components/moment";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";

interface AttemptListProps {
  attempts: {
    id: string;
    at: MomentFacts;
    byHand: boolean;
    status: number | null;
    problem: string | null;
    body: string;
    durationMs: number;
  }[];
}

/** Every try of one delivery, with the answer and how it begins. */
export function AttemptList({ attempts }: AttemptListProps) {
  if (attempts.length === 0)
    return <p className="text-sm text-muted-foreground">It was not tried yet: that happens at any moment.</p>;
  return (
    <ol className="flex flex-col divide-y">
      {attempts.map(({ id, at, byHand, status, problem, body, durationMs }) => (
        <li key={id} className="flex flex-col gap-2 py-4 text-sm first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Badge variant={status !== null && status >= 200 && status < 300 ? "on" : "warning"}>
              {status === null ? "No answer" : `Answered ${status}`}
            </Badge>
            <span className="text-muted-foreground">
              <Moment {...at} /> · {durationMs} ms{byHand && " · sent by hand"}
            </span>
          </div>
          {problem && <p className="wrap-anywhere">{problem}</p>}
          {body && (
            <pre className="rounded-md border p-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
              {body}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}
