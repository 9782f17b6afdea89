import { isAPIError } from "better-auth/api";
import { useEffect } from "react";
import { data, href, useRevalidator } from "react-router";
import { z } from "zod";
import { signalAccepted, signalOwner } from "~/auth/browser";
import { passkeyUses } from "~/auth/passkey-use.server";
import { passkeyOwner } from "~/auth/plugins/passkey.server";
import { isFresh } from "~/auth/sessions.server";
import { ConfirmFirst } from "~/components/confirm-first";
import { ErrorSummary } from "~/components/error-summary";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { authContext, databaseContext, documentContext, envContext, sessionContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/passkeys";
import { AddPasskey } from "./components/add-passkey";
import { PasskeyRow } from "./components/passkey-row";

const passkeyForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("rename"),
    id: z.string().min(1),
    name: z.string().trim().min(1, "Enter a name for this passkey.").max(60, "Use 60 characters or fewer."),
  }),
  z.object({ intent: z.literal("remove"), id: z.string().min(1) }),
]);

export async function loader({ request, context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  const moment = momentsIn(context.get(documentContext));
  const [passkeys, uses] = await Promise.all([
    context.get(authContext).api.listPasskeys({ headers: request.headers }),
    passkeyUses(context.get(databaseContext), user.id),
  ]);
  return {
    owner: passkeyOwner(context.get(envContext).BETTER_AUTH_URL, user),
    accepted: passkeys.map(({ credentialID }) => credentialID),
    passkeys: passkeys.map(({ id, name, createdAt, backedUp }) => ({
      id,
      name: name ?? "Passkey",
      added: moment(createdAt),
      lastUsed: uses.has(id) ? moment(uses.get(id) ?? createdAt) : undefined,
      isSynced: backedUp,
    })),
    canAdd: isFresh(session),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const { api } = context.get(authContext);
  const form = await parseForm(request, passkeyForm);
  if (form.error) return form.error;
  try {
    if (form.values.intent === "rename") {
      const { id, name } = form.values;
      await api.updatePasskey({ body: { id, name }, headers: request.headers });
      return redirectWithMessage(request, href("/account/security/passkeys"), "passkey-renamed");
    }
    await api.deletePasskey({ body: { id: form.values.id }, headers: request.headers });
    return redirectWithMessage(request, href("/account/security/passkeys"), "passkey-removed");
  } catch (error) {
    // Somebody else's passkey: the guard has let a session in, so nothing else is unauthorized here.
    if (isAPIError(error) && error.statusCode === 401) throw data("Not Found", { status: 404 });
    return form.reject(error, { LAST_WAY_TO_SIGN_IN: "form", PASSKEY_NOT_FOUND: "form" });
  }
}

export default function Passkeys({
  loaderData: { passkeys, accepted, owner, canAdd },
  actionData: state,
}: Route.ComponentProps) {
  const { revalidate } = useRevalidator();
  // The browser's credential manager lives outside React; it is told whenever the list that the server accepts changes.
  useEffect(() => {
    signalAccepted(owner, accepted);
    signalOwner(owner);
  }, [owner, accepted]);
  return (
    <>
      <PageHeading
        title="Passkeys"
        failed={Boolean(state)}
        intro="Sign in with a fingerprint, a face or a device PIN. A passkey replaces password and second step, and cannot be phished."
      />
      <ErrorSummary state={state} labels={{ name: "Name" }} idOf={(name) => `${name}-${state?.values.id}`} />
      <SettingsSection
        title={passkeys.length === 0 ? "No passkey yet" : "Your passkeys"}
        intro={
          passkeys.length === 0 ? "Add one on this device, or one on a phone or security key." : undefined
        }
      >
        {passkeys.length > 0 && (
          <ul className="flex flex-col divide-y">
            {passkeys.map((passkey) => (
              <PasskeyRow
                key={passkey.id}
                {...passkey}
                state={state?.values.id === passkey.id ? state : undefined}
              />
            ))}
          </ul>
        )}
        {canAdd ? (
          <AddPasskey onAdded={revalidate} />
        ) : (
          <ConfirmFirst returnTo={href("/account/security/passkeys")} />
        )}
      </SettingsSection>
    </>
  );
}
