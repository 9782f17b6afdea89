import type { ComponentProps, ReactNode } from "react";
import { cn } from "./ui/cn";

/** A table where there is room, else a card for each row. `children` are `CardRow`s. */
export function CardTable({ titles, children }: { titles: string[]; children: ReactNode }) {
  return (
    <table className="block w-full text-sm sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="text-left text-muted-foreground">
          {titles.map((title) => (
            <th key={title} scope="col" className="pb-2 pr-4 font-medium">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y sm:table-row-group">{children}</tbody>
    </table>
  );
}

/** One row of a `CardTable`. */
export function CardRow({ children }: { children: ReactNode }) {
  return <tr className="block py-3 sm:table-row">{children}</tr>;
}

/** One cell of a `CardTable`; long words break. */
export function CardCell({ className, ...props }: ComponentProps<"td">) {
  return (
    <td
      className={cn("block wrap-anywhere sm:table-cell sm:py-3 sm:pr-4 sm:align-top", className)}
      {...props}
    />
  );
}
