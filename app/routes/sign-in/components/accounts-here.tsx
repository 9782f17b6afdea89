import type { DeviceAccount } from "~/auth/device-accounts.server";
import { Avatar } from "~/components/avatar";
import { Divider } from "~/components/visitor-page";

/** The accounts that are still signed in in this browser, to go on as one of them; nothing when there is none. */
export function AccountsHere({ accounts, action }: { accounts: DeviceAccount[]; action: string }) {
  if (accounts.length === 0) return null;
  return (
    <>
      <form method="post" action={action} className="flex flex-col gap-2">
        {accounts.map(({ userId, name, email, image }) => (
          <button
            key={userId}
            type="submit"
            name="account"
            value={userId}
            className="flex min-h-14 cursor-pointer items-center gap-3 rounded-md border bg-background px-4 py-2 text-left hover:bg-accent"
          >
            <Avatar name={name} image={image} />
            <span className="flex min-w-0 flex-col">
              <span className="truncate font-medium">Go on as {name}</span>
              {email && <span className="truncate text-sm text-muted-foreground">{email}</span>}
            </span>
          </button>
        ))}
      </form>
      <Divider>or sign in</Divider>
    </>
  );
}
