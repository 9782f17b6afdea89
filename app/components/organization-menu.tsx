import { Check, ChevronsUpDown } from "lucide-react";
import { href, Link } from "react-router";
import { Button } from "./ui/button";

interface OrganizationMenuProps {
  organizations: { id: string; name: string; slug: string }[];
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
        <span className="truncate">{current?.name ?? "No organization"}</span>
        <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </summary>
      <div className="absolute left-0 z-10 mt-1 flex w-72 max-w-[calc(100vw-2rem)] flex-col gap-1 rounded-lg border bg-card p-2 shadow-lg max-sm:-left-9">
        {current && (
          <Link to={href("/organizations/:slug", { slug: current.slug })} className={itemClass}>
            <Check aria-hidden className="size-4 shrink-0" />
            <span className="truncate">{current.name}</span>
          </Link>
        )}
        <form method="post" action={href("/organizations/switch")} className="flex flex-col">
          <input type="hidden" name="returnTo" value={path} />
          {organizations
            .filter(({ id }) => id !== current?.id)
            .map(({ id, name }) => (
              <Button
                key={id}
                type="submit"
                name="organization"
                value={id}
                variant="ghost"
                className="justify-start px-3 pl-9 text-sm font-normal"
              >
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
