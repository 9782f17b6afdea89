import { MessagePreview } from "~/components/message-preview";
import { databaseContext } from "~/context";
import { outboxMessages } from "~/db/outbox.server";
import type { Route } from "./+types/index";

export async function loader({ url, context }: Route.LoaderArgs) {
  return { messages: await outboxMessages(context.get(databaseContext), url.searchParams.get("to")) };
}

export default function Outbox({ loaderData: { messages } }: Route.ComponentProps) {
  return (
    <>
      <title>Outbox</title>
      <h1 className="text-2xl font-semibold">Outbox</h1>
      <p className="text-muted-foreground">
        Every message that the app sent, newest first. This page is there only while mails stay on this
        machine.
      </p>
      {messages.length === 0 && (
        <p>Nothing was sent yet. Create an account, and the first message is here.</p>
      )}
      <ul className="flex flex-col gap-4">
        {messages.map(({ id, subject, at, to, channel, text, html }) => (
          <MessagePreview
            key={id}
            title={subject}
            facts={`${channel} to ${to}, ${at}`}
            text={text}
            html={html}
          />
        ))}
      </ul>
    </>
  );
}
