import { CircleCheck } from "lucide-react";
import { type Message, messages } from "~/forms/messages";
import { Alert } from "./ui/alert";

/** Says what the last action did; drawn by the server, so it is there without JavaScript as well. */
export function StatusMessage({ message }: { message?: Message }) {
  return (
    <div role="status" className="empty:-mb-6">
      {message && (
        <Alert variant="success" className="flex-row items-center gap-2">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
          {messages[message]}
        </Alert>
      )}
    </div>
  );
}
