import { nameServerUrl } from "./name-server";

/** Settings of the app under test in workerd. */
export const testBindings = {
  APP_NAME: "Latchkey",
  BETTER_AUTH_URL: "http://localhost:8788",
  BETTER_AUTH_SECRET: "a secret of the test suite with more than 32 bytes",
  EMAIL_TRANSPORT: "outbox",
  EMAIL_FROM: "Latchkey <sign-in@localhost>",
  DNS_RESOLVER_URL: `${nameServerUrl}/dns-query`,
};
