import { Form, href } from "react-router";
import { z } from "zod";
import { recordActivity } from "~/auth/activity.server";
import { deviceName } from "~/auth/device.server";
import { endOtherSessions, endSession, listSessions } from "~/auth/sessions.server";
import { ConfirmButton } from "~/components/confirm-button";
import { Moment } from "~/components/moment";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { SubmitButton } from "~/components/submit-button";
import { Badge } from "~/components/ui/badge";
import { databaseContext, documentContext, sessionContext } from "~/context";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { momentsIn } from "~/moments";
import type { Route } from "./+types/sessions";

const sessionForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("end"), sessionId: z.string().min(1) }),
  z.object({ intent: z.literal("end-others") }),
]);

export async function loader({ context }: Route.LoaderArgs) {
  const { user, session } = context.get(sessionContext);
  const moment = momentsIn(context.get(documentContext));
  const sessions = await listSessions(context.get(databaseContext), user.id);
  return {
    sessions: sessions.map(({ userAgent, isAdmin, firstSeenAt, lastUsedAt, ...rest }) => ({
      ...rest,
      device: isAdmin ? "An admin of this deployment" : deviceName(userAgent),
      firstSeen: moment(firstSeenAt),
      lastUsed: moment(lastUsedAt),
      isThisDevice: rest.id === session.id,
    })),
  };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await parseForm(request, sessionForm);
  if (form.error) return form.error;
  const db = context.get(databaseContext);
  const { user, session } = context.get(sessionContext);
  if (form.values.intent === "end-others") {
    await endOtherSessions(db, user.id, session.id);
    recordActivity(db, { userId: user.id, event: "sessions-ended" });
    return redirectWithMessage(request, href("/account/security/sessions"), "sessions-ended");
  }
  const isEnded = await endSession(db, user.id, form.values.sessionId);
  if (isEnded) recordActivity(db, { userId: user.id, event: "session-ended" });
  return redirectWithMessage(request, href("/account/security/sessions"), "session-ended");
}

export default function Sessions({ loaderData: { sessions } }: Route.ComponentProps) {
  const hasOthers = sessions.some(({ isThisDevice }) => !isThisDevice);
  return (
    <>
      <PageHeading
        title="Devices"
        intro="Where your account is signed in. Sign out what you do not know, then change your password."
      />
      <SettingsSection title="Signed in now">
        <ul className="flex flex-col divide-y">
          {sessions.map(({ id, device, place, ipAddress, firstSeen, lastUsed, isThisDevice }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0"
            >
              <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
                <div id={`device-${id}`} className="flex flex-wrap items-center gap-2 font-medium">
                  {device} {isThisDevice && <Badge variant="on">This device</Badge>}
                </div>
                <div className="text-sm text-muted-foreground">
                  {[place, ipAddress].filter(Boolean).join(" · ")}
                </div>
                <div className="text-sm text-muted-foreground">
                  Last used <Moment {...lastUsed} /> · First seen <Moment {...firstSeen} />
                </div>
              </div>
              {isThisDevice ? (
                <form method="post" action={href("/sign-out")}>
                  <SubmitButton variant="outline" size="sm">
                    Sign out
                  </SubmitButton>
                </form>
              ) : (
                <Form method="post">
                  <input type="hidden" name="intent" value="end" />
                  <SubmitButton
                    name="sessionId"
                    value={id}
                    variant="outline"
                    size="sm"
                    aria-describedby={`device-${id}`}
                  >
                    Sign out
                  </SubmitButton>
                </Form>
              )}
            </li>
          ))}
        </ul>
      </SettingsSection>
      {hasOthers && (
        <ConfirmButton
          label="Sign out everywhere else"
          question="Sign out every other device?"
          consequence="Only this device stays signed in. On every other one you sign in again."
          keep="Keep them"
          name="intent"
          value="end-others"
        />
      )}
    </>
  );
}
