import type { ComponentProps } from "react";

/** The mark: a latch key. */
export function Logo(props: ComponentProps<"svg">) {
  return (
    <svg viewBox="0 0 32 32" width="28" height="28" fill="none" aria-hidden="true" {...props}>
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <g className="stroke-primary-foreground" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="11.5" cy="12.5" r="4.7" />
        <path d="M15 16l9 9M20.2 21.2l3-3" />
      </g>
    </svg>
  );
}
