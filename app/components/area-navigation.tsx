import type { ReactNode } from "react";
import { NavLink } from "react-router";

interface AreaNavigationProps {
  /** What the pages are about, for those who hear it. */
  label: string;
  pages: { to: string; label: string; end?: boolean }[];
  children: ReactNode;
}

/** The pages of an area: at the left on a wide screen, a scrolling row on a narrow one. */
export function AreaNavigation({ label, pages, children }: AreaNavigationProps) {
  return (
    <div className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 lg:mx-0 lg:px-0">
        <ul className="flex gap-1 lg:flex-col">
          {pages.map(({ label, ...link }) => (
            <li key={link.to}>
              <NavLink
                {...link}
                className="flex min-h-11 items-center rounded-md px-3 text-sm whitespace-nowrap text-muted-foreground hover:bg-accent hover:text-foreground aria-[current=page]:bg-secondary aria-[current=page]:font-medium aria-[current=page]:text-foreground aria-[current=page]:[scroll-initial-target:nearest]"
              >
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="flex min-w-0 flex-col gap-6">{children}</div>
    </div>
  );
}
