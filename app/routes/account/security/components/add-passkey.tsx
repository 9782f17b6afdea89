import { Fingerprint, LoaderCircle } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { href } from "react-router";
import { addPasskey, browserSupportsWebAuthn, messageFor } from "~/auth/browser";
import { Button } from "~/components/ui/button";

/** Makes a passkey. The one thing that needs JavaScript, and a browser that knows passkeys: it says so elsewhere. */
export function AddPasskey({ onAdded }: { onAdded: () => void }) {
  const supported = useSyncExternalStore(neverChanges, browserSupportsWebAuthn, () => undefined);
  const [outcome, setOutcome] = useState<"idle" | "busy" | { problem: string }>("idle");

  async function add() {
    setOutcome("busy");
    try {
      await addPasskey(href("/account/security/passkeys/new"));
      setOutcome("idle");
      onAdded();
    } catch (error) {
      setOutcome({ problem: messageFor(error) });
    }
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <p className="hidden text-sm text-muted-foreground noscript:block">
        Adding a passkey needs JavaScript, which is off in this browser.
      </p>
      {supported === false && (
        <p className="text-sm text-muted-foreground">This browser does not know passkeys.</p>
      )}
      <Button
        type="button"
        hidden={!supported}
        aria-busy={outcome === "busy" || undefined}
        disabled={outcome === "busy"}
        onClick={add}
      >
        {outcome === "busy" ? (
          <LoaderCircle aria-hidden className="motion-safe:animate-spin" />
        ) : (
          <Fingerprint aria-hidden />
        )}
        Add a passkey
      </Button>
      <p role="alert" className="text-sm font-medium text-destructive empty:hidden">
        {typeof outcome === "object" ? outcome.problem : ""}
      </p>
    </div>
  );
}

const neverChanges = () => () => {};
