import {
  CircleCheck,
  CircleDashed,
  Fingerprint,
  KeyRound,
  Link2,
  MonitorSmartphone,
  ShieldCheck,
  Smartphone,
} from "lucide-react";
import { href, Link } from "react-router";
import { confirmedNumber } from "~/auth/second-step-codes.server";
import { securityState } from "~/auth/security-state.server";
import { PageHeading } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import { databaseContext, envContext, sessionContext } from "~/context";
import { canSendTexts } from "~/sms/send.server";
import type { Route } from "./+types/index";

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const state = await securityState(context.get(databaseContext), user.id);
  const number = confirmedNumber(user);
  return {
    ...state,
    hasSecondFactor: user.twoFactorEnabled === true,
    numberEnd: number?.slice(-4),
    hasPhonePage: number !== undefined || canSendTexts(context.get(envContext)),
  };
}

export default function Security({ loaderData: state }: Route.ComponentProps) {
  return (
    <>
      <PageHeading title="Security" intro="How you sign in, and where you are signed in." />
      <ul className="flex flex-col divide-y rounded-lg border bg-card">
        <Row
          icon={<KeyRound aria-hidden />}
          to={href("/account/security/password")}
          title="Password"
          on={state.hasPassword}
        >
          {state.hasPassword ? "Set" : "Not set"}
        </Row>
        <Row
          icon={<ShieldCheck aria-hidden />}
          to={href("/account/security/two-factor")}
          title="Two-step verification"
          on={state.hasSecondFactor}
        >
          {state.hasSecondFactor ? "On" : "Off"}
        </Row>
        <Row
          icon={<Fingerprint aria-hidden />}
          to={href("/account/security/passkeys")}
          title="Passkeys"
          on={state.passkeys > 0}
        >
          {state.passkeys === 0 ? "None" : String(state.passkeys)}
        </Row>
        {state.hasPhonePage && (
          <Row icon={<Smartphone aria-hidden />} to={href("/account/phone")} title="Phone number">
            {state.numberEnd ? `…${state.numberEnd}` : "None"}
          </Row>
        )}
        <Row icon={<Link2 aria-hidden />} to={href("/account/security/connections")} title="Connections">
          {state.connections === 0 ? "None" : String(state.connections)}
        </Row>
        <Row icon={<MonitorSmartphone aria-hidden />} to={href("/account/security/sessions")} title="Devices">
          {state.sessions === 1 ? "This device only" : `${state.sessions} signed in`}
        </Row>
      </ul>
    </>
  );
}

interface RowProps {
  icon: React.ReactNode;
  to: string;
  title: string;
  /** Whether this protects the account already; left out where it says nothing. */
  on?: boolean;
  children: string;
}

function Row({ icon, to, title, on, children }: RowProps) {
  return (
    <li className="relative flex min-h-16 items-center gap-4 px-5 py-3 hover:bg-accent [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-muted-foreground">
      {icon}
      <Link to={to} className="flex-1 font-medium after:absolute after:inset-0">
        {title}
      </Link>
      <Badge variant={on ? "on" : "default"}>
        {on !== undefined && (on ? <CircleCheck aria-hidden /> : <CircleDashed aria-hidden />)}
        {children}
      </Badge>
    </li>
  );
}
