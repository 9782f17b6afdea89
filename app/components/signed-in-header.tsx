import { ChevronDown } from "lucide-react";
import { href, Link } from "react-router";
import type { Theme } from "~/forms/theme";
import { Avatar } from "./avatar";
import { Logo } from "./logo";
import { type OrganizationInMenu, OrganizationMenu } from "./organization-menu";
import { ThemeSwitch } from "./theme-switch";
import { Button } from "./ui/button";

interface SignedInHeaderProps {
  appName: string;
  theme: Theme;
  path: string;
  person: Person;
  /** The other accounts that are signed in on this device. */
  others: (Person & { userId: string })[];
  organizations: OrganizationInMenu[];
  activeOrganization: string | null | undefined;
  isAdmin: boolean;
  /** An admin is here in somebody else's name: their own pages about security are closed. */
  isActing: boolean;
}

interface Person {
  name: string;
  email: string | undefined;
  image: string | undefined;
}

/** The mark, the way home, and the account menu, which opens without JavaScript. */
export function SignedInHeader(props: SignedInHeaderProps) {
  const { appName, theme, path, person, others, organizations, activeOrganization, isAdmin, isActing } =
    props;
  return (
    <header className="border-b bg-card">
      <div className="mx-auto flex w-full max-w-5xl items-center justify-between gap-4 px-4 py-2">
        <div className="flex min-w-0 items-center gap-2">
          <Link to={href("/dashboard")} className="inline-flex min-h-11 items-center gap-2.5 font-semibold">
            <Logo /> <span className="max-sm:sr-only">{appName}</span>
          </Link>
          <OrganizationMenu organizations={organizations} active={activeOrganization} path={path} />
        </div>
        <div className="flex items-center gap-2">
          <form method="post" action={href("/sign-out")} className="max-sm:hidden">
            <Button type="submit" variant="ghost" size="sm">
              Sign out
            </Button>
          </form>
          <details key={path} className="relative" name="menu">
            <summary className="flex min-h-11 max-w-56 cursor-pointer list-none items-center gap-2 rounded-md px-2 text-sm font-medium hover:bg-accent">
              <Avatar name={person.name} image={person.image} />
              <span className="sr-only">Account menu of </span>
              <span className="truncate max-sm:sr-only">{person.name}</span>
              <ChevronDown aria-hidden className="size-4 shrink-0" />
            </summary>
            <div className="absolute right-0 z-10 mt-1 flex w-72 max-w-[calc(100vw-2rem)] flex-col gap-1 rounded-lg border bg-card p-2 shadow-lg">
              <div className="px-3 py-2 text-sm">
                <div className="truncate font-medium">{person.name}</div>
                <div className="truncate text-muted-foreground">{person.email ?? "No address yet"}</div>
              </div>
              {others.length > 0 && (
                <ul aria-label="Other accounts" className="flex flex-col border-t py-1">
                  {others.map((other) => (
                    <li key={other.userId}>
                      <SwitchTo {...other} />
                    </li>
                  ))}
                </ul>
              )}
              <nav aria-label="Account menu" className="flex flex-col border-y py-1">
                <MenuLink to={href("/dashboard")}>Dashboard</MenuLink>
                <MenuLink to={href("/account")}>Account</MenuLink>
                {!isActing && <MenuLink to={href("/account/security")}>Security</MenuLink>}
                <MenuLink to={href("/organizations")}>Organizations</MenuLink>
                {!isActing && <MenuLink to={href("/account/switch")}>Switch account</MenuLink>}
                {isAdmin && <MenuLink to={href("/admin")}>Console</MenuLink>}
              </nav>
              <ThemeSwitch theme={theme} returnTo={path} />
              <form method="post" action={href("/sign-out")} className="sm:hidden">
                <Button type="submit" variant="outline" size="full">
                  Sign out
                </Button>
              </form>
            </div>
          </details>
        </div>
      </div>
    </header>
  );
}

function MenuLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="flex min-h-11 items-center rounded-md px-3 text-sm hover:bg-accent">
      {children}
    </Link>
  );
}

/** A plain form, so that the whole document is drawn anew for who one is then. */
function SwitchTo({ userId, ...other }: Person & { userId: string }) {
  return (
    <form method="post" action={href("/account/switch")}>
      <input type="hidden" name="intent" value="switch" />
      <input type="hidden" name="account" value={userId} />
      <input type="hidden" name="name" value={other.name} />
      <button
        type="submit"
        className="flex min-h-11 w-full cursor-pointer items-center gap-3 rounded-md px-3 py-1.5 text-left text-sm hover:bg-accent"
      >
        <Avatar name={other.name} image={other.image} />
        <span className="flex min-w-0 flex-col">
          <span className="truncate">
            <span className="sr-only">Switch to </span>
            {other.name}
          </span>
          <span className="truncate text-muted-foreground">{other.email ?? "No address yet"}</span>
        </span>
      </button>
    </form>
  );
}
