import { href } from "react-router";
import { z } from "zod";
import { recordDoneByAdmin } from "~/auth/activity.server";
import { recordAudit } from "~/auth/audit.server";
import { deviceName } from "~/auth/device.server";
import { identityCheck } from "~/auth/plugins/second-factor-reset.server";
import { listProviders } from "~/auth/providers.server";
import { endSession } from "~/auth/sessions.server";
import { ErrorSummary } from "~/components/error-summary";
import { SettingsSection } from "~/components/settings-section";
import { authContext, databaseContext, documentContext, envContext, sessionContext } from "~/context";
import { readPerson, readPersonSignIn } from "~/db/person.server";
import { withoutCookies } from "~/forms/cookies";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/sign-in";
import { PersonHeading } from "./components/person-heading";
import { PersonSessions } from "./components/person-sessions";
import { SecondFactor } from "./components/second-factor";
import { SendMessages } from "./components/send-messages";
import { WaysIn } from "./components/ways-in";
import { personFacts } from "./person.server";

const signInForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("end"), sessionId: z.string().min(1) }),
  z.object({ intent: z.literal("end-all") }),
  z.object({ intent: z.literal("send-reset") }),
  z.object({ intent: z.literal("send-confirmation") }),
  z.object({
    intent: z.literal("reset-second-factor"),
    check: z.string().pipe(identityCheck.catch("")).refine(Boolean, {
      error: "Say in 10 to 500 characters how you made sure that it is them.",
    }),
  }),
]);

export async function loader({ params, context }: Route.LoaderArgs) {
  const found = await readPersonSignIn(context.get(databaseContext), params.userId);
  const { person, sessions, connections, passkeys, hasPassword, hasApp } = found;
  const moment = momentsIn(context.get(documentContext));
  const providers = new Map(listProviders(context.get(envContext)).map(({ id, name }) => [id, name]));
  return {
    person: personFacts(person, context),
    sessions: sessions.map((session) => ({
      id: session.id,
      device: session.impersonatedBy ? "An admin of this deployment" : deviceName(session.userAgent),
      where: [session.place, session.ipAddress].filter(Boolean).join(" · "),
      firstSeen: moment(session.signedInAt ?? session.createdAt),
      lastUsed: moment(session.updatedAt),
    })),
    hasPassword,
    hasApp,
    connections: connections.map(({ providerId, createdAt }) => ({
      provider: providers.get(providerId) ?? providerId,
      since: moment(createdAt),
    })),
    passkeys: passkeys.map(({ id, name, createdAt }) => ({
      id,
      name: name ?? "Passkey",
      since: createdAt ? moment(createdAt) : undefined,
    })),
  };
}

export async function action({ request, params: { userId }, context }: Route.ActionArgs) {
  const form = await parseForm(request, signInForm);
  if (form.error) return form.error;
  const db = context.get(databaseContext);
  const { api } = context.get(authContext);
  const here = href("/admin/users/:userId/sign-in", { userId });
  const admin = context.get(sessionContext).user;
  const note = { actor: { id: admin.id }, subject: { type: "user", id: userId } } as const;
  const person = personFacts(await readPerson(db, userId), context);
  try {
    switch (form.values.intent) {
      case "end": {
        if (await endSession(db, userId, form.values.sessionId)) {
          recordAudit(db, { event: "admin-session-ended", ...note });
          recordDoneByAdmin(db, { userId, event: "session-ended" });
        }
        return redirectWithMessage(request, here, "person-signed-out");
      }
      case "end-all":
        await api.revokeUserSessions({ body: { userId }, headers: request.headers });
        return redirectWithMessage(request, here, "person-signed-out-everywhere");
      case "send-reset":
        if (!person.email) return form.refuse("intent", "There is no address to send it to.");
        // As a stranger would ask: better-auth answers alike, whoever it is.
        await api.requestPasswordReset({ body: { email: person.email }, headers: withoutCookies(request) });
        recordAudit(db, { event: "admin-password-reset-sent", ...note });
        return redirectWithMessage(request, here, "person-reset-sent");
      case "send-confirmation":
        if (!person.email) return form.refuse("intent", "There is no address to send it to.");
        await api.sendVerificationEmail({ body: { email: person.email }, headers: withoutCookies(request) });
        recordAudit(db, { event: "admin-confirmation-sent", ...note });
        return redirectWithMessage(request, here, "person-confirmation-sent");
      case "reset-second-factor":
        await api.resetTwoFactor({ body: { userId, check: form.values.check }, headers: request.headers });
        return redirectWithMessage(request, here, "person-factor-reset");
    }
  } catch (error) {
    return form.reject(error, { CHECK_MISSING: "check", NO_SECOND_FACTOR: "form" });
  }
}

export default function SignIn({ loaderData, actionData: state }: Route.ComponentProps) {
  const { person, sessions, ...ways } = loaderData;
  return (
    <>
      <PersonHeading person={person} failed={Boolean(state)} />
      <ErrorSummary state={state} labels={{ check: "How you checked that it is them", intent: "Message" }} />
      <SettingsSection
        title="Signed in now"
        intro="What is ended here can still read a page that is open for a minute."
      >
        <PersonSessions sessions={sessions} name={person.name} isYou={person.isYou} />
      </SettingsSection>
      <WaysIn {...ways} hasSecondFactor={person.hasSecondFactor} />
      <SendMessages person={person} hasPassword={ways.hasPassword} />
      <SecondFactor person={person} state={state} />
    </>
  );
}
