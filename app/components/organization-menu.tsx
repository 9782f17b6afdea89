import { Check, ChevronsUpDown } from "lucide-react";
import { href, Link } from "react-router";
import { Avatar } from "./avatar";
import { Button } from "./ui/button";

/** An organization as the menu shows it; without a logo its initials stand for it. */
export interface OrganizationInMenu {
  id: string;
  name: string;
  slug: string;
  logo?: string;
}

interface OrganizationMenuProps {
  organizations: OrganizationInMenu[];
  /** The one that the session works in. */
  active: string | null | undefined;
  /** Where to go on after a switch. */
  path: string;
}

/** The organization that one works in, and a switch to each other; opens without JavaScript. */
export function OrganizationMenu({ organizations, active, path }: OrganizationMenuProps) {
  const current = organizations.find(({ id }) => id === active);
  if (organizations.length === 0) return null;
  return (
    <details key={path} className="relative min-w-0" name="menu">
      <summary className="flex min-h-11 max-w-48 cursor-pointer list-none items-center gap-1.5 rounded-md px-2 text-sm font-medium hover:bg-accent">
        <span className="sr-only">Organization: </span>
        {current && <Avatar of="organization" name={current.name} image={current.logo} size="tiny" />}
        <span className="truncate">{current?.name ?? "No organization"}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </summary>
      <div className="absolute left-0 z-10 mt-1 flex w-72 max-w-[calc(100vw-2rem)] flex-col gap-1 rounded-lg border bg-card p-2 shadow-lg max-sm:-left-9">
        {current && (
          <Link to={href("/organizations/:slug", { slug: current.slug })} className={itemClass}>
            <Avatar of="organization" name={current.name} image={current.logo} size="tiny" />
            <span className="truncate">{current.name}</span>
            <Check aria-hidden className="ml-auto size-4 shrink-0" />
          </Link>
        )}
        <form method="post" action={href("/organizations/switch")} className="flex flex-col">
          <input type="hidden" name="returnTo" value={path} />
          {organizations
            .filter(({ id }) => id !== current?.id)
            .map(({ id, name, logo }) => (
              <Button
                key={id}
                type="submit"
                name="organization"
                value={id}
                variant="ghost"
                className="justify-start px-3 text-sm font-normal"
              >
                <Avatar of="organization" name={name} image={logo} size="tiny" />
                <span className="sr-only">Switch to </span>
                <span className="truncate">{name}</span>
              </Button>
            ))}
        </form>
        <nav aria-label="Organization menu" className="flex flex-col border-t pt-1">
          <Link to={href("/organizations")} className={itemClass}>
            All organizations
          </Link>
          <Link to={href("/organizations/new")} className={itemClass}>
            New organization
          </Link>
        </nav>
      </div>
    </details>
  );
}

const itemClass = "flex min-h-11 items-center gap-2 rounded-md px-3 text-sm hover:bg-accent";
