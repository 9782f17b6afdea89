import { Fingerprint } from "lucide-react";
import { Button } from "~/components/ui/button";
import { describedByLastUsed, MarkedWay } from "./last-used";

/** Signs in with a passkey by the address `at`. Hidden until the page's script finds that this browser can do it. */
export function PasskeyButton({ at, returnTo, isLast }: { at: string; returnTo: string; isLast: boolean }) {
  return (
    <div className="flex flex-col gap-3">
      <MarkedWay isLast={isLast}>
        <Button
          type="button"
          variant="outline"
          size="full"
          aria-describedby={describedByLastUsed(isLast)}
          data-passkey-button
          data-at={at}
          data-return-to={returnTo}
        >
          <Fingerprint aria-hidden /> Sign in with a passkey
        </Button>
      </MarkedWay>
      <p role="alert" data-passkey-error className="text-sm font-medium text-destructive empty:hidden" />
    </div>
  );
}
