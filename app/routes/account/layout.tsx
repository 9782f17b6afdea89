import { href, NavLink, Outlet, useRouteLoaderData } from "react-router";
import type { loader as frameLoader } from "../signed-in.layout";

const pages = [
  { to: href("/account"), label: "Profile", end: true, forGuests: true },
  { to: href("/account/email"), label: "E-mail address" },
  { to: href("/account/phone"), label: "Phone number" },
  { to: href("/account/security"), label: "Security", end: true },
  { to: href("/account/security/password"), label: "Password" },
  { to: href("/account/security/two-factor"), label: "Two-step verification" },
  { to: href("/account/security/passkeys"), label: "Passkeys" },
  { to: href("/account/security/connections"), label: "Connections" },
  { to: href("/account/security/sessions"), label: "Devices", forGuests: true },
  { to: href("/account/switch"), label: "Accounts" },
  { to: href("/account/activity"), label: "Activity", forGuests: true },
  { to: href("/account/data"), label: "Your data", forGuests: true },
];

/** Navigation of the account: at the left on a wide screen, a scrolling row on a narrow one. */
export default function AccountLayout() {
  const isGuest = useRouteLoaderData<typeof frameLoader>("routes/signed-in.layout")?.guestDays !== undefined;
  return (
    <div className="grid gap-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <nav aria-label="Account" className="-mx-4 overflow-x-auto px-4 lg:mx-0 lg:px-0">
        <ul className="flex gap-1 lg:flex-col">
          {pages.map(({ label, forGuests, ...link }) => (
            <li key={link.to} hidden={isGuest && !forGuests}>
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
      <div className="flex min-w-0 flex-col gap-6">
        <Outlet />
      </div>
    </div>
  );
}
