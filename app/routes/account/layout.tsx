import { href, Outlet, useRouteLoaderData } from "react-router";
import { isPageClosedToActing } from "~/auth/acting";
import { AreaNavigation } from "~/components/area-navigation";
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

export default function AccountLayout() {
  const frame = useRouteLoaderData<typeof frameLoader>("routes/signed-in.layout");
  const isGuest = frame?.guestDays !== undefined;
  const isActing = frame?.actingMinutes !== undefined;
  const isShown = (page: { to: string; forGuests?: boolean }) =>
    (!isGuest || page.forGuests) && !(isActing && isPageClosedToActing(page.to));
  return (
    <AreaNavigation label="Account" pages={pages.filter(isShown).map(({ forGuests: _, ...page }) => page)}>
      <Outlet />
    </AreaNavigation>
  );
}
