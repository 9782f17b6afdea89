import { href, Link } from "react-router";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { sessionContext } from "~/context";
import type { Route } from "./+types/dashboard";

/** The place that a team replaces with its own product. */
export function loader({ context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  // How somebody signs in is closed to an admin who acts for them.
  const hasSecurity = !session.impersonatedBy;
  const canAddFactor = hasSecurity && !user.isAnonymous && user.twoFactorEnabled !== true;
  return { name: user.name, hasSecurity, canAddFactor };
}

export default function Dashboard({ loaderData }: Route.ComponentProps) {
  const { name, hasSecurity, canAddFactor } = loaderData;
  return (
    <>
      <PageHeading
        title={`Hello, ${name}`}
        intro="You are signed in. This page is where the product behind the sign-in begins."
      />
      {canAddFactor && (
        <SettingsSection
          title="Make your account safer"
          intro="A password can be stolen. A passkey or a second step keeps whoever has it out."
        >
          <div className="flex flex-wrap gap-3">
            <Button asChild>
              <Link to={href("/account/security/passkeys")}>Add a passkey</Link>
            </Button>
            <Button asChild variant="outline">
              <Link to={href("/account/security/two-factor")}>Turn on two-step verification</Link>
            </Button>
          </div>
        </SettingsSection>
      )}
      <SettingsSection title="Your account" intro="Your name, how you sign in, and where you are signed in.">
        <div className="flex flex-wrap gap-3">
          <Button asChild variant="outline">
            <Link to={href("/account")}>Account</Link>
          </Button>
          {hasSecurity && (
            <Button asChild variant="outline">
              <Link to={href("/account/security")}>Security</Link>
            </Button>
          )}
        </div>
      </SettingsSection>
    </>
  );
}
