import { MessagePreview } from "~/components/message-preview";
import { envContext } from "~/context";
import { sampleEmails } from "~/email/samples";
import type { Route } from "./+types/templates";

export function loader({ context }: Route.LoaderArgs) {
  const { APP_NAME, BETTER_AUTH_URL } = context.get(envContext);
  return { messages: sampleEmails({ appName: APP_NAME, baseUrl: BETTER_AUTH_URL }) };
}

export default function Templates({ loaderData: { messages } }: Route.ComponentProps) {
  return (
    <>
      <title>Every message</title>
      <h1 className="text-2xl font-semibold">Every message</h1>
      <p className="text-muted-foreground">What the app can send, with made-up facts.</p>
      <ul className="flex flex-col gap-4">
        {messages.map(({ subject, to, text, html }) => (
          <MessagePreview
            key={subject + text}
            title={subject}
            facts={`email to ${to}`}
            text={text}
            html={html}
          />
        ))}
      </ul>
    </>
  );
}
