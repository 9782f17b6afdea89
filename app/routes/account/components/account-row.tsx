import { href } from "react-router";
import type { DeviceAccount } from "~/auth/device-accounts.server";
import { Avatar } from "~/components/avatar";
import { Badge } from "~/components/ui/badge";
import { Button } from "~/components/ui/button";

interface AccountRowProps {
  account: DeviceAccount;
  /** The one in use. */
  isCurrent?: boolean;
  /** No other one is signed in: to sign out of it is to sign out. */
  isOnly?: boolean;
}

/** One account of this device. Plain forms, so that the whole document is drawn anew for who one is then. */
export function AccountRow({ account, isCurrent = false, isOnly = false }: AccountRowProps) {
  const { userId, name, email, image } = account;
  const id = `account-${userId}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4 first:pt-0 last:pb-0">
      <div id={id} className="flex min-w-0 flex-1 basis-64 items-center gap-3">
        <Avatar name={name} image={image} />
        <div className="flex min-w-0 flex-col gap-0.5">
          <div className="flex flex-wrap items-center gap-2 font-medium break-words">
            {name} {isCurrent && <Badge variant="on">In use</Badge>}
          </div>
          <div className="text-sm break-words text-muted-foreground">{email ?? "No address yet"}</div>
        </div>
      </div>
      <form method="post" action={isOnly ? href("/sign-out") : undefined} className="flex gap-2">
        <input type="hidden" name="account" value={userId} />
        <input type="hidden" name="name" value={name} />
        {!isCurrent && (
          <Button type="submit" name="intent" value="switch" size="sm" aria-describedby={id}>
            Switch
          </Button>
        )}
        <Button type="submit" name="intent" value="end" variant="outline" size="sm" aria-describedby={id}>
          Sign out
        </Button>
      </form>
    </li>
  );
}
