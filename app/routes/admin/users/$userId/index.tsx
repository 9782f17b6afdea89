import { href, Link } from "react-router";
import { auditWords } from "~/auth/audit-words";
import { Moment } from "~/components/moment";
import { SettingsSection } from "~/components/settings-section";
import { Badge } from "~/components/ui/badge";
import { databaseContext, documentContext } from "~/context";
import { mostListed, readPersonOverview } from "~/db/person.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/index";
import { Fact, Facts } from "./components/facts";
import { PersonHeading } from "./components/person-heading";
import { type PersonFacts, personFacts } from "./person.server";

export async function loader({ params, context }: Route.LoaderArgs) {
  const { person, organizations, events } = await readPersonOverview(
    context.get(databaseContext),
    params.userId,
  );
  const moment = momentsIn(context.get(documentContext));
  return {
    person: personFacts(person, context),
    organizations,
    mayHaveMore: organizations.length === mostListed.organizations,
    events: events.map(({ seq, event, detail, outcome, actorName, at }) => ({
      seq,
      outcome,
      actorName,
      what: auditWords(event, detail),
      at: moment(at),
    })),
  };
}

export default function Person({ loaderData }: Route.ComponentProps) {
  const { person, organizations, mayHaveMore, events } = loaderData;
  return (
    <>
      <PersonHeading person={person} />
      <Profile {...person} />
      <SettingsSection title="Organizations">
        {organizations.length === 0 ? (
          <p className="text-sm">In none.</p>
        ) : (
          <ul className="flex flex-col divide-y text-sm">
            {organizations.map(({ id, name, slug, role }) => (
              <li
                key={id}
                className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0"
              >
                <span className="min-w-0 wrap-anywhere">
                  <Link
                    to={href("/admin/organizations/:organizationId", { organizationId: id })}
                    className="link font-medium"
                  >
                    {name}
                  </Link>{" "}
                  <span className="text-muted-foreground">{slug}</span>
                </span>
                <span>{role.split(",").join(", ")}</span>
              </li>
            ))}
          </ul>
        )}
        {mayHaveMore && (
          <p className="text-sm text-muted-foreground">There may be more, which are not listed.</p>
        )}
      </SettingsSection>
      <SettingsSection title="What happened last">
        <ul className="flex flex-col divide-y text-sm">
          {events.map(({ seq, what, outcome, actorName, at }) => (
            <li
              key={seq}
              className="flex flex-wrap justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0"
            >
              <span className="flex min-w-0 flex-1 basis-64 flex-wrap items-center gap-2 wrap-anywhere">
                {what} {outcome === "failure" && <Badge variant="warning">Failed</Badge>}
                {actorName && actorName !== person.email && (
                  <span className="text-muted-foreground">by {actorName}</span>
                )}
              </span>
              <span className="text-muted-foreground">
                <Moment {...at} />
              </span>
            </li>
          ))}
        </ul>
        {events.length === 0 && <p className="text-sm">Nothing that is still in the audit log.</p>}
        <p className="text-sm">
          <Link
            to={`${href("/admin/audit-log")}?${new URLSearchParams({ about: person.id })}`}
            className="link"
          >
            Everything in the audit log about {person.name}
          </Link>
        </p>
      </SettingsSection>
    </>
  );
}

function Profile(person: PersonFacts) {
  return (
    <SettingsSection title="Profile">
      <Facts>
        <Fact name="E-mail address">
          {person.email ?? "None"} {person.email && <Confirmed is={person.emailVerified} />}
        </Fact>
        <Fact name="Phone number">
          {person.phoneNumber ?? "None"} {person.phoneNumber && <Confirmed is={person.phoneNumberVerified} />}
        </Fact>
        <Fact name="Username">{person.username ?? "None"}</Fact>
        <Fact name="Role">{person.isAdmin ? "Admin" : person.isGuest ? "Guest" : "User"}</Fact>
        <Fact name="Created">
          <Moment {...person.created} />
        </Fact>
        <Fact name="Last used">{person.lastSeen ? <Moment {...person.lastSeen} /> : "Never"}</Fact>
        <Fact name="State">
          {person.ban ? (
            <span>
              Banned {person.ban.end ? <>until {person.ban.end.exact}</> : "without end"}
              {person.ban.reason && `: ${person.ban.reason}`}
            </span>
          ) : (
            "Can sign in"
          )}
        </Fact>
        <Fact name="Id">
          <span className="font-mono text-xs">{person.id}</span>
        </Fact>
      </Facts>
    </SettingsSection>
  );
}

function Confirmed({ is }: { is: boolean }) {
  return is ? <Badge variant="on">Confirmed</Badge> : <Badge variant="warning">Not confirmed</Badge>;
}
