import type { ReactNode } from "react";
import { Badge } from "~/components/ui/badge";

const id = "last-used";

/** For the control of a way to sign in: what describes it when this browser signed in by it last. */
export function describedByLastUsed(isLast: boolean): string | undefined {
  return isLast ? id : undefined;
}

/** A button with the mark on its edge when it is the last used way; the mark is no part of the button's name. */
export function MarkedWay({ isLast, children }: { isLast: boolean; children: ReactNode }) {
  return (
    <div className="relative flex flex-col">
      {children}
      {isLast && <LastUsed className="absolute -top-4 right-2" />}
    </div>
  );
}

/** The mark itself. There is one on a page at most. */
export function LastUsed({ className = "" }: { className?: string }) {
  return (
    <Badge id={id} className={`pointer-events-none bg-card text-sm text-card-foreground ${className}`}>
      Last used
    </Badge>
  );
}
