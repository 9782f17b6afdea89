import { data, href } from "react-router";
import { z } from "zod";
import { recordAudit } from "~/auth/audit.server";
import type { AdminEvent } from "~/auth/audit-words";
import { ConfirmButton } from "~/components/confirm-button";
import { ErrorSummary } from "~/components/error-summary";
import { PageLinks } from "~/components/page-links";
import { PageHeading, SettingsSection } from "~/components/settings-section";
import { databaseContext, documentContext, envContext, sessionContext } from "~/context";
import { cursorOf } from "~/db/cursor.server";
import {
  type FailedMessage,
  listFailedMessages,
  makeAllDue,
  removeFailedMessage,
} from "~/db/failed-messages.server";
import { sendDueMessages, sendMessageNow } from "~/failed-messages/retry.server";
import type { FormState } from "~/forms/form-errors";
import { redirectWithMessage } from "~/forms/message.server";
import { parseForm } from "~/forms/parse-form.server";
import { momentsIn } from "~/moments";
import { inBackground } from "~/request-scope.server";
import type { Route } from "./+types/messages";
import { FailedMessageRow } from "./components/failed-message-row";

const messageId = z.string().min(1);

const messageForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("send"), messageId }),
  z.object({ intent: z.literal("remove"), messageId }),
  z.object({ intent: z.literal("send-all") }),
]);

/** The rest goes out on the heels of other requests. */
const sentAtOnce = 10;

export async function loader({ url, context }: Route.LoaderArgs) {
  const before = cursorOf(url.searchParams.get("before"));
  const { rows, older } = await listFailedMessages(context.get(databaseContext), before);
  const moment = momentsIn(context.get(documentContext));
  const now = new Date();
  return {
    isFirstPage: before === undefined,
    older,
    messages: rows.map(({ at, triedAt, dueAt, worksUntil, ...row }) => ({
      ...row,
      at: moment(at),
      triedAt: moment(triedAt),
      next: dueAt && dueAt > now ? moment(dueAt) : undefined,
      isDue: Boolean(dueAt && dueAt <= now),
      isOver: Boolean(worksUntil && worksUntil <= now),
    })),
  };
}

export async function action({ request, url, context }: Route.ActionArgs) {
  const [env, db] = [context.get(envContext), context.get(databaseContext)];
  const form = await parseForm(request, messageForm);
  if (form.error) return form.error;
  const here = url.pathname + url.search;
  const note = (event: AdminEvent, outcome: "success" | "failure" = "success", detail = "") =>
    recordAudit(db, {
      event,
      outcome,
      actor: { id: context.get(sessionContext).user.id },
      subject: { type: "deployment" },
      detail,
    });
  switch (form.values.intent) {
    case "send": {
      const done = await sendMessageNow({ env, db }, form.values.messageId);
      if (!done) return redirectWithMessage(request, here, "message-gone");
      const { message, problem } = done;
      note(
        "admin-message-sent-again",
        problem ? "failure" : "success",
        `${message.subject}, to ${message.to}`,
      );
      if (problem) return notTaken(message, problem);
      return redirectWithMessage(request, here, "message-sent-again");
    }
    case "remove": {
      const removed = await removeFailedMessage(db, form.values.messageId);
      if (!removed) return redirectWithMessage(request, here, "message-gone");
      note("admin-message-removed", "success", `${removed.subject}, to ${removed.to}`);
      return redirectWithMessage(request, here, "message-removed");
    }
    case "send-all": {
      await makeAllDue(db);
      note("admin-messages-sent-again");
      inBackground(sendDueMessages({ env, db }, sentAtOnce));
      return redirectWithMessage(request, href("/admin/messages"), "messages-on-their-way");
    }
  }
}

function notTaken({ to }: FailedMessage, problem: string) {
  const message = `The message to ${to} was not taken this time either: ${problem}`;
  return data<FormState>({ values: {}, errors: {}, message }, { status: 422 });
}

export default function Messages({ loaderData, actionData: state }: Route.ComponentProps) {
  const { isFirstPage, older, messages } = loaderData;
  return (
    <>
      <PageHeading
        title="Messages not sent"
        failed={Boolean(state)}
        intro="Mails and text messages that no provider took. They are tried again by themselves, less and less often for a day and a half, and are kept for seven days. Nobody can read them here."
      />
      <ErrorSummary state={state} labels={{ messageId: "Message" }} />
      <SettingsSection title={isFirstPage ? "Newest first" : "Older messages"}>
        {messages.length === 0 ? (
          <p>Nothing waits here: every message was taken.</p>
        ) : (
          <>
            <ConfirmButton
              label="Send all again"
              question="Send all of them again?"
              consequence="Those that still work are sent in the next minutes, the oldest first. Codes and links that are out of date are left out."
              keep="Not now"
              name="intent"
              value="send-all"
              variant="outline"
            />
            <ul className="flex flex-col divide-y text-sm">
              {messages.map((message) => (
                <FailedMessageRow key={message.id} {...message} />
              ))}
            </ul>
          </>
        )}
        <PageLinks first={href("/admin/messages")} isFirstPage={isFirstPage} older={older} />
      </SettingsSection>
    </>
  );
}
