import { CircleCheck, CircleSlash, TriangleAlert } from "lucide-react";
import { Moment } from "~/components/moment";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";

export interface EndpointStateFacts {
  disabledBecause: "admin" | "failing" | "gone" | null;
  failingSince?: MomentFacts;
}

const disabledWords = {
  admin: "Disabled by an admin",
  failing: "Disabled: it failed for days",
  gone: "Disabled: it said that it is gone",
};

/** Whether events are sent to an endpoint, and whether they arrive. */
export function EndpointState({ disabledBecause, failingSince }: EndpointStateFacts) {
  if (disabledBecause)
    return (
      <Badge variant={disabledBecause === "admin" ? "default" : "warning"}>
        <CircleSlash aria-hidden />
        {disabledWords[disabledBecause]}
      </Badge>
    );
  if (failingSince)
    return (
      <Badge variant="warning">
        <TriangleAlert aria-hidden />
        <span>
          Failing since <Moment {...failingSince} />
        </span>
      </Badge>
    );
  return (
    <Badge variant="on">
      <CircleCheck aria-hidden />
      Active
    </Badge>
  );
}
