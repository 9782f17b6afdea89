import type { Server } from "node:http";
import Provider from "oidc-provider";

interface Options {
  port: number;
  /** Where it may send people back to. */
  callbackUrl: string;
}

/** The client that it knows. */
export const client = { id: "latchkey", secret: "a secret of the identity provider" };

/**
 * An OpenID Connect provider on loopback. Whoever signs in there is the address that they type; it has checked every
 * address but those that begin with "unchecked".
 */
export async function identityProvider({ port, callbackUrl }: Options) {
  const issuer = `http://localhost:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [callbackUrl] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["a key of the identity provider"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: id,
        email_verified: !id.startsWith("unchecked"),
        name: "Ada Lovelace",
      }),
    }),
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = provider.listen(port, "127.0.0.1");
    listening.once("listening", () => resolve(listening));
  });
  return {
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
