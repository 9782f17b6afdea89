import { Fingerprint } from "lucide-react";
import { Button } from "~/components/ui/button";

/** Signs in with a passkey. Hidden until the page's script finds that this browser can do it. */
export function PasskeyButton({ returnTo }: { returnTo: string }) {
  return (
    <div className="flex flex-col gap-3">
      <Button type="button" variant="outline" size="full" data-passkey-button data-return-to={returnTo}>
        <Fingerprint aria-hidden /> Sign in with a passkey
      </Button>
      <p role="alert" data-passkey-error className="text-sm font-medium text-destructive empty:hidden" />
    </div>
  );
}
