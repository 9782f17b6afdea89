import { BotCheck, type BotCheckFacts } from "~/components/bot-check";
import { Button } from "~/components/ui/button";

interface TryWithoutAccountProps {
  /** Carries `returnTo`. */
  action: string;
  botCheck: BotCheckFacts | undefined;
}

/** One button: no name, no address, no password. */
export function TryWithoutAccount({ action, botCheck }: TryWithoutAccountProps) {
  return (
    <form method="post" action={action} className="flex flex-col gap-3 border-t pt-6">
      <BotCheck facts={botCheck}>Turn it on to try without an account.</BotCheck>
      <Button type="submit" variant="outline" size="full">
        Try without an account
      </Button>
    </form>
  );
}
