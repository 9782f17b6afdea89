import { passkeyClient } from "@better-auth/passkey/client";
import { createAuthClient } from "better-auth/client";
import { multiSessionClient, twoFactorClient, usernameClient } from "better-auth/client/plugins";

/** better-auth's own browser client, as an app on the same origin has it. */
export const client = createAuthClient({
  plugins: [usernameClient(), twoFactorClient(), passkeyClient(), multiSessionClient()],
});
