import { href, Link } from "react-router";
import { Moment } from "~/components/moment";
import { Badge } from "~/components/ui/badge";
import type { Moment as MomentFacts } from "~/moments";

export interface DeliveryFacts {
  id: string;
  type: string;
  at: MomentFacts;
  state: "pending" | "delivered" | "failed";
  tries: number;
  due?: MomentFacts;
}

const cell = "block wrap-anywhere sm:table-cell sm:py-3 sm:pr-4 sm:align-top";

/** Deliveries to one endpoint: a table where there is room, else a card for each. */
export function DeliveryTable({ endpointId, rows }: { endpointId: string; rows: DeliveryFacts[] }) {
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-muted-foreground">
          {["Event", "State", "When"].map((title) => (
            <th key={title} scope="col" className="pb-2 pr-4 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y sm:table-row-group">
        {rows.map(({ id, type, at, ...state }) => (
          <tr key={id} className="block py-3 sm:table-row">
            <td className={`${cell} font-medium`}>
              <Link
                to={href("/admin/webhooks/:endpointId/deliveries/:deliveryId", {
                  endpointId,
                  deliveryId: id,
                })}
                className="link"
              >
                {type}
              </Link>
            </td>
            <td className={cell}>
              <DeliveryState {...state} />
            </td>
            <td className={`${cell} text-muted-foreground`}>
              <Moment {...at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Whether an event has arrived, and what comes next if not. */
export function DeliveryState({ state, tries, due }: Pick<DeliveryFacts, "state" | "tries" | "due">) {
  if (state === "delivered") return <Badge variant="on">Delivered</Badge>;
  if (state === "failed") return <Badge variant="warning">Failed</Badge>;
  if (tries === 0) return <Badge>On its way</Badge>;
  return (
    <div className="flex flex-col gap-1">
      <div>
        <Badge variant="warning">Tried {tries === 1 ? "once" : `${tries} times`}</Badge>
      </div>
      {due && (
        <span className="text-muted-foreground">
          Next try <Moment {...due} />
        </span>
      )}
    </div>
  );
}
