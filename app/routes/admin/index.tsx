import { PageHeading, SettingsSection } from "~/components/settings-section";
import { databaseContext, documentContext } from "~/context";
import { readTallies } from "~/db/counts.server";
import type { Route } from "./+types/index";

export async function loader({ context }: Route.LoaderArgs) {
  const { users, organizations } = await readTallies(context.get(databaseContext));
  const { format } = new Intl.NumberFormat(context.get(documentContext).locale);
  return { users: format(users), organizations: format(organizations) };
}

export default function Overview({ loaderData: { users, organizations } }: Route.ComponentProps) {
  return (
    <>
      <PageHeading title="Console" intro="Everybody who signs in here, and what they did." />
      <SettingsSection title="Now">
        <dl className="grid grid-cols-2 gap-4">
          <div>
            <dt className="text-sm text-muted-foreground">People</dt>
            <dd className="text-2xl font-semibold">{users}</dd>
          </div>
          <div>
            <dt className="text-sm text-muted-foreground">Organizations</dt>
            <dd className="text-2xl font-semibold">{organizations}</dd>
          </div>
        </dl>
      </SettingsSection>
    </>
  );
}
