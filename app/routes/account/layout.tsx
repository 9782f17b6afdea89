import { href, Outlet } from "react-router";
import { AreaNavigation } from "~/components/area-navigation";

const pages = [
  { to: href("/account"), label: "Profile", end: true },
  { to: href("/account/email"), label: "E-mail address" },
  { to: href("/account/phone"), label: "Phone number" },
  { to: href("/account/security"), label: "Security", end: true },
  { to: href("/account/security/password"), label: "Password" },
  { to: href("/account/security/two-factor"), label: "Two-step verification" },
  { to: href("/account/security/passkeys"), label: "Passkeys" },
  { to: href("/account/security/connections"), label: "Connections" },
  { to: href("/account/security/sessions"), label: "Devices" },
  { to: href("/account/switch"), label: "Accounts" },
  { to: href("/account/activity"), label: "Activity" },
  { to: href("/account/data"), label: "Your data" },
];

export default function AccountLayout() {
  return (
    <AreaNavigation label="Account" pages={pages}>
      <Outlet />
    </AreaNavigation>
  );
}
