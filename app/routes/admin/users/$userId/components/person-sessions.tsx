import { Form } from "react-router";
import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { SubmitButton } from "~/components/submit-button";
import type { Moment as MomentFacts } from "~/moments";

interface PersonSessionsProps {
  sessions: {
    id: string;
    device: string;
    where: string;
    firstSeen: MomentFacts;
    lastUsed: MomentFacts;
  }[];
  name: string;
  isYou: boolean;
}

/** Where somebody is signed in; one's own sessions are ended on one's own pages. */
export function PersonSessions({ sessions, name, isYou }: PersonSessionsProps) {
  if (sessions.length === 0) return <p className="text-sm">Nowhere.</p>;
  return (
    <>
      <ul className="flex flex-col divide-y">
        {sessions.map(({ id, device, where, firstSeen, lastUsed }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
          >
            <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5 text-sm text-muted-foreground">
              <div id={`device-${id}`} className="text-base font-medium text-foreground">
                {device}
              </div>
              <div>{where}</div>
              <div>
                Last used <Moment {...lastUsed} /> · First seen <Moment {...firstSeen} />
              </div>
            </div>
            {!isYou && (
              <Form method="post">
                <input type="hidden" name="intent" value="end" />
                <SubmitButton
                  name="sessionId"
                  value={id}
                  variant="outline"
                  size="sm"
                  aria-describedby={`device-${id}`}
                >
                  Sign out
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {!isYou && (
        <ConfirmButton
          label="Sign out everywhere"
          question={`Sign ${name} out on every device?`}
          consequence="They sign in again wherever they need to."
          keep="Keep them"
          name="intent"
          value="end-all"
        />
      )}
    </>
  );
}
