import { Moment } from "~/components/moment";
import { SettingsSection } from "~/components/settings-section";
import type { Moment as MomentFacts } from "~/moments";
import { Fact, Facts } from "./facts";

interface WaysInProps {
  hasPassword: boolean;
  hasSecondFactor: boolean;
  /** The second factor is an app; otherwise codes are sent. */
  hasApp: boolean;
  connections: { provider: string; since: MomentFacts }[];
  passkeys: { id: string; name: string; since?: MomentFacts }[];
}

/** What somebody signs in with. No secret of it is here. */
export function WaysIn({ hasPassword, hasSecondFactor, hasApp, connections, passkeys }: WaysInProps) {
  return (
    <SettingsSection title="Ways to sign in">
      <Facts>
        <Fact name="Password">{hasPassword ? "Set" : "Not set"}</Fact>
        <Fact name="Second factor">
          {hasSecondFactor ? (hasApp ? "On, with an app" : "On, with codes that are sent") : "Off"}
        </Fact>
        <Fact name="Connections">
          {connections.length === 0 && "None"}
          {connections.map(({ provider, since }) => (
            <span key={provider}>
              {provider}, <Moment {...since} />
            </span>
          ))}
        </Fact>
        <Fact name="Passkeys">
          {passkeys.length === 0 && "None"}
          {passkeys.map(({ id, name, since }) => (
            <span key={id}>
              {name}
              {since && (
                <>
                  , <Moment {...since} />
                </>
              )}
            </span>
          ))}
        </Fact>
      </Facts>
    </SettingsSection>
  );
}
