declare module "oidc-provider" {
  import type { RequestListener, Server } from "node:http";

  interface Claims {
    sub: string;
    [claim: string]: unknown;
  }
  interface Account {
    accountId: string;
    claims(): Claims;
  }
  /** The few parts of it that the tests use. */
  export default class Provider {
    constructor(
      issuer: string,
      settings: {
        clients: Record<string, unknown>[];
        claims: Record<string, string[]>;
        conformIdTokenClaims: boolean;
        pkce: { required: () => boolean };
        cookies: { keys: string[] };
        findAccount(context: unknown, id: string): Account;
      },
    );
    callback(): RequestListener;
    listen(port: number, host: string): Server;
  }
}
