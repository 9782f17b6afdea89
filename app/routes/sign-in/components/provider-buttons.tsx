import type { ListedProvider } from "~/auth/providers.server";
import { Button } from "~/components/ui/button";
import { Divider } from "~/components/visitor-page";

/** One button for each provider that is switched on; nothing when there is none. `action` carries `returnTo`. */
export function ProviderButtons({ providers, action }: { providers: ListedProvider[]; action: string }) {
  if (providers.length === 0) return null;
  return (
    <>
      <Divider>or</Divider>
      <form method="post" action={action} className="flex flex-col gap-3">
        {providers.map(({ id, name }) => (
          <Button key={id} type="submit" name="provider" value={id} variant="outline" size="full">
            Continue with {name}
          </Button>
        ))}
      </form>
    </>
  );
}
