import { data, href, redirect } from "react-router";
import { z } from "zod";
import { listConnections } from "~/auth/connections.server";
import { listProviders } from "~/auth/providers.server";
import { isFresh } from "~/auth/sessions.server";
import { ConfirmButton } from "~/components/confirm-button";
import { ErrorSummary } from "~/components/error-summary";
import { LeaveFor } from "~/components/leave-for";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { Button } from "~/components/ui/button";
import { authContext, databaseContext, envContext, sessionContext } from "~/context";
import { confirmPath } from "~/forms/confirm-path";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import type { Route } from "./+types/connections";

const connectionForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("connect"), provider: z.string().min(1).max(40) }),
  z.object({ intent: z.literal("disconnect"), connection: z.string().min(1) }),
]);

export async function loader({ context }: Route.LoaderArgs) {
  const { user } = context.get(sessionContext);
  const connections = await listConnections(context.get(databaseContext), user.id);
  const providers = listProviders(context.get(envContext));
  const nameOf = (id: string) => providers.find((provider) => provider.id === id)?.name ?? id;
  return {
    connections: connections.map((connection) => ({ ...connection, name: nameOf(connection.providerId) })),
    others: providers.filter(({ id }) => !connections.some(({ providerId }) => providerId === id)),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const here = href("/account/security/connections");
  if (!isFresh(context.get(sessionContext).session)) return redirect(confirmPath(here), 303);
  const form = await parseForm(request, connectionForm);
  if (form.error) return form.error;
  const { api } = context.get(authContext);
  const env = context.get(envContext);
  try {
    if (form.values.intent === "disconnect") {
      await api.unlinkAccount({
        body: { accountId: form.values.connection },
        headers: request.headers,
      });
      return redirectWithMessage(request, here, "connection-removed");
    }
    const { provider } = form.values;
    const problem = `${href("/sign-in/problem")}?${new URLSearchParams({ returnTo: here })}`;
    const { headers, response } = await api.linkSocialAccount({
      body: {
        provider,
        callbackURL: here,
        errorCallbackURL: env.BETTER_AUTH_URL + problem,
        disableRedirect: true,
      },
      headers: request.headers,
      returnHeaders: true,
    });
    const name = listProviders(env).find(({ id }) => id === provider)?.name ?? provider;
    return data({ name, url: response.url }, { headers });
  } catch (error) {
    return form.reject(error, {
      LAST_WAY_TO_SIGN_IN: "form",
      ACCOUNT_NOT_FOUND: "form",
      PROVIDER_NOT_FOUND: "form",
    });
  }
}

export default function Connections({ loaderData, actionData: state }: Route.ComponentProps) {
  if (state && "url" in state)
    return (
      <>
        <PageHeading title={`Taking you to ${state.name}…`} intro="You come back here afterwards." />
        <LeaveFor {...state} />
      </>
    );
  const { connections, others } = loaderData;
  const isEmpty = connections.length + others.length === 0;
  return (
    <>
      <PageHeading
        title="Connections"
        failed={Boolean(state)}
        intro="Accounts at other services that you can sign in with here."
      />
      <ErrorSummary state={state} labels={{}} />
      {isEmpty && <p className="text-muted-foreground">There is no provider to connect to here.</p>}
      {connections.length > 0 && (
        <SettingsSection title="Connected">
          <ul className="flex flex-col divide-y">
            {connections.map(({ id, name, label }) => (
              <li
                key={id}
                className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
              >
                <div id={`connection-${id}`} className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
                  <span className="font-medium">{name}</span>
                  <span className="text-sm break-words text-muted-foreground">Connected as {label}</span>
                </div>
                <ConfirmButton
                  label="Disconnect"
                  question={`Disconnect ${name}?`}
                  consequence={`${label} does not sign you in here any more. Your account at ${name} stays as it is.`}
                  keep="Keep it"
                  name="connection"
                  value={id}
                  variant="outline"
                  size="sm"
                  aria-describedby={`connection-${id}`}
                >
                  <input type="hidden" name="intent" value="disconnect" />
                </ConfirmButton>
              </li>
            ))}
          </ul>
        </SettingsSection>
      )}
      {others.length > 0 && (
        <SettingsSection title="Add a connection" intro="You confirm it at the provider and come back here.">
          <form method="post" className="flex flex-col items-start gap-3">
            <input type="hidden" name="intent" value="connect" />
            {others.map(({ id, name }) => (
              <Button key={id} type="submit" name="provider" value={id} variant="outline">
                Connect {name}
              </Button>
            ))}
          </form>
        </SettingsSection>
      )}
    </>
  );
}
