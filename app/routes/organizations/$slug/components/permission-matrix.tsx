import type { FormState } from "~/forms/form-errors";

interface Box {
  /** `member:create`. */
  name: string;
  label: string;
  isTicked: boolean;
  /** False where the person who looks may not do it, so they cannot allow it. */
  isYours: boolean;
}

interface PermissionMatrixProps {
  actions: string[];
  resources: { label: string; hint: string; boxes: (Box | null)[] }[];
  state?: FormState;
}

/** What a role may do, to tick: a table where there is room, else a card for each resource. */
export function PermissionMatrix({ actions, resources, state }: PermissionMatrixProps) {
  const someAreNotYours = resources.some(({ boxes }) => boxes.some((box) => box && !box.isYours));
  return (
    <div className="flex flex-col gap-3">
      <table className="block w-full text-sm sm:table">
        <caption className="block pb-2 text-left font-medium sm:table-caption">What it may do</caption>
        <thead className="sr-only sm:not-sr-only sm:table-header-group">
          <tr className="text-muted-foreground">
            <td />
            {actions.map((action) => (
              <th key={action} scope="col" className="px-2 pb-2 font-medium">
                {action}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="flex flex-col gap-3 sm:table-row-group sm:divide-y">
          {resources.map(({ label, hint, boxes }) => (
            <tr
              key={label}
              className="flex flex-wrap gap-x-5 rounded-md border p-4 sm:table-row sm:border-x-0 sm:p-0"
            >
              <th scope="row" className="w-full pb-2 text-left font-medium sm:w-auto sm:py-2.5 sm:pr-4">
                {label}
                {hint && <span className="block font-normal text-muted-foreground">{hint}</span>}
              </th>
              {boxes.map((box, column) => (
                <td key={actions[column]} className="empty:hidden sm:px-2 sm:empty:table-cell">
                  {box && <Tick {...box} resource={label} state={state} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {someAreNotYours && (
        <p className="text-sm text-muted-foreground">
          A role can do no more than you may do yourself, so some boxes are not for you to tick.
        </p>
      )}
    </div>
  );
}

function Tick({
  name,
  label,
  isTicked,
  isYours,
  resource,
  state,
}: Box & { resource: string; state?: FormState }) {
  return (
    <label
      htmlFor={name}
      className="flex min-h-11 items-center gap-2.5 has-disabled:text-muted-foreground sm:justify-center"
    >
      <input
        id={name}
        name={name}
        type="checkbox"
        defaultChecked={state ? state.values[name] === "on" : isTicked}
        disabled={!isYours}
        className="size-5 accent-primary"
      />
      <span className="sm:sr-only">
        {label} <span className="sr-only">{resource.toLowerCase()}</span>
      </span>
    </label>
  );
}
