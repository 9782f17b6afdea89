import { href, NavLink } from "react-router";
import { Avatar } from "~/components/avatar";
import { PageHeading } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import type { PersonFacts } from "../person.server";

/** Whose pages these are, in what state the account is, and the way from one of them to the next. */
export function PersonHeading({ person, failed }: { person: PersonFacts; failed?: boolean }) {
  const { id: userId, name, email, image, isAdmin, isGuest, isYou, ban } = person;
  const pages = [
    { to: href("/admin/users/:userId", { userId }), label: "Overview" },
    { to: href("/admin/users/:userId/sign-in", { userId }), label: "Sign-in and devices" },
    { to: href("/admin/users/:userId/access", { userId }), label: "Role and access" },
  ];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-4">
        <Avatar name={name} image={image} size="large" />
        <div className="flex min-w-0 flex-col gap-2 wrap-anywhere">
          <PageHeading title={name} failed={failed} intro={email ?? "No address yet"} />
          <div className="flex flex-wrap gap-2 empty:hidden">
            {isYou && <Badge>You</Badge>}
            {isAdmin && <Badge variant="on">Admin</Badge>}
            {isGuest && <Badge>Guest</Badge>}
            {ban && <Badge variant="warning">Banned</Badge>}
          </div>
        </div>
      </div>
      <nav aria-label={`Pages about ${name}`} className="-mx-4 overflow-x-auto px-4">
        <ul className="flex gap-1 border-b">
          {pages.map(({ to, label }) => (
            <li key={to}>
              <NavLink
                to={to}
                end
                className="flex min-h-11 items-center border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-muted-foreground hover:text-foreground aria-[current=page]:border-primary aria-[current=page]:font-medium aria-[current=page]:text-foreground"
              >
                {label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
