import { data, Outlet } from "react-router";
import { isAdmin } from "~/auth/admin-role";
import { accountOf, otherAccounts } from "~/auth/device-accounts.server";
import { avatarOf } from "~/avatars/store.server";
import { ActingBanner } from "~/components/acting-banner";
import { FragmentLink } from "~/components/fragment-link";
import { GuestBanner } from "~/components/guest-banner";
import { SignedInHeader } from "~/components/signed-in-header";
import { StatusMessage } from "~/components/status-message";
import { authContext, databaseContext, envContext, membershipContext, sessionContext } from "~/context";
import { listOwnOrganizations } from "~/db/memberships.server";
import { limitActing } from "~/middleware/limit-acting.server";
import { requireSession } from "~/middleware/require-session.server";
import type { Route } from "./+types/signed-in.layout";
import { frameFacts } from "./frame-facts.server";

export const middleware: Route.MiddlewareFunction[] = [requireSession, limitActing];

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  const env = context.get(envContext);
  const [{ accounts, ended }, organizations] = await Promise.all([
    session.impersonatedBy
      ? { accounts: [], ended: [] }
      : otherAccounts(context.get(authContext), request, user.id),
    headerOrganizations(context),
  ]);
  const facts = {
    ...frameFacts(request, url, context),
    person: { ...accountOf(user), image: avatarOf(env, user.image) },
    others: accounts,
    organizations,
    activeOrganization: session.activeOrganizationId,
    isAdmin: isAdmin(user.role) && !session.impersonatedBy,
    actingMinutes: session.impersonatedBy ? minutesUntil(session.expiresAt) : undefined,
    guestDays: user.isAnonymous ? env.SESSION_EXPIRES_IN_DAYS : undefined,
  };
  return data(facts, { headers: ended.map((cookie): [string, string] => ["Set-Cookie", cookie]) });
}

function minutesUntil(end: Date): number {
  return Math.max(Math.ceil((end.getTime() - Date.now()) / 60_000), 1);
}

/** Costs nothing for people who are in no organization, and nothing more where `requireMember` has asked already. */
async function headerOrganizations(context: Route.LoaderArgs["context"]) {
  const { user, session } = context.get(sessionContext);
  const env = context.get(envContext);
  const membership = context.get(membershipContext);
  const own = membership
    ? membership.all
    : session.activeOrganizationId
      ? await listOwnOrganizations(context.get(databaseContext), user.id)
      : [];
  return own.map(({ id, name, slug, logo }) => ({ id, name, slug, logo: avatarOf(env, logo) }));
}

/** After a mistake, too: what the action before did must not stay beside it. */
export function shouldRevalidate() {
  return true;
}

export default function SignedInLayout({
  loaderData: { message, guestDays, actingMinutes, ...header },
}: Route.ComponentProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <FragmentLink
        to="content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:bg-card focus:px-4 focus:py-3"
      >
        Skip to the content
      </FragmentLink>
      <SignedInHeader {...header} isActing={actingMinutes !== undefined} />
      {actingMinutes && <ActingBanner name={header.person.name} minutesLeft={actingMinutes} />}
      {guestDays && <GuestBanner days={guestDays} />}
      <main
        id="content"
        tabIndex={-1}
        className="outline-none mx-auto flex w-full max-w-5xl flex-1 flex-col gap-6 px-4 py-8"
      >
        <StatusMessage message={message} />
        <Outlet />
      </main>
    </div>
  );
}
