import type { ListedProvider } from "~/auth/providers.server";
import { throughWay } from "~/auth/ways";
import { Button } from "~/components/ui/button";
import { Divider } from "~/components/visitor-page";
import { describedByLastUsed, MarkedWay } from "./last-used";

interface ProviderButtonsProps {
  providers: ListedProvider[];
  /** Carries `returnTo`. */
  action: string;
  /** The way that this browser signed in by last. */
  lastWay?: string;
}

/** One button for each provider that is switched on; nothing when there is none. */
export function ProviderButtons({ providers, action, lastWay }: ProviderButtonsProps) {
  if (providers.length === 0) return null;
  return (
    <>
      <Divider>or</Divider>
      <form method="post" action={action} className="flex flex-col gap-3">
        {providers.map(({ id, name }) => (
          <MarkedWay key={id} isLast={lastWay === throughWay(id)}>
            <Button
              type="submit"
              name="provider"
              value={id}
              variant="outline"
              size="full"
              aria-describedby={describedByLastUsed(lastWay === throughWay(id))}
            >
              Continue with {name}
            </Button>
          </MarkedWay>
        ))}
      </form>
    </>
  );
}
