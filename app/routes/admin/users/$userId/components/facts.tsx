import type { ReactNode } from "react";

/** What is known, as pairs of a name and a value. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="grid gap-x-6 gap-y-4 text-sm sm:grid-cols-2">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="flex flex-wrap items-center gap-2 wrap-anywhere">{children}</dd>
    </div>
  );
}
