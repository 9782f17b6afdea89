import { expect, test } from "vitest";
import { configuredProviders, providerIds } from "../../app/env/providers";
import { reportOn } from "../../scripts/doctor-report.mjs";
import { read } from "../support/page";
import { newVisitor } from "../support/visitor";

const other = {
  providerId: "works",
  name: "The Works",
  clientId: "latchkey",
  clientSecret: "secret",
  authorizationUrl: "https://works.example/authorize",
  tokenUrl: "https://works.example/token",
  userInfoUrl: "https://works.example/me",
};

const clients = Object.fromEntries(
  providerIds.flatMap((id) => [
    [`${id.toUpperCase()}_CLIENT_ID`, "latchkey"],
    [`${id.toUpperCase()}_CLIENT_SECRET`, "secret"],
  ]),
);

const settings = { ...clients, OAUTH_PROVIDERS: JSON.stringify([other]) };

/** What `npm run doctor` says about each provider. */
const report = reportOn({
  title: "",
  problems: [],
  secret: {},
  bindings: settings,
  env: {
    BETTER_AUTH_URL: "http://localhost:8788",
    socialProviders: configuredProviders(settings).providers,
    OAUTH_PROVIDERS: [other],
  },
}).lines;

test.each([...providerIds, "works"])("the doctor names the address that %s is sent", async (provider) => {
  const visitor = newVisitor({ settings });
  const { status, html } = await visitor.submit("/sign-in/social", { provider }).then(read);
  expect(status).toBe(200);
  const [, link = ""] = /<a href="(https:[^"]+)"[^>]*>Continue to /.exec(html) ?? [];
  const sent = new URL(link.replaceAll("&amp;", "&")).searchParams.get("redirect_uri");
  const line = report.find((text) => text.startsWith(`✓ ${provider} `));
  expect(line).toContain(`callback URL: ${sent}`);
  expect(line?.endsWith(sent ?? "nothing")).toBe(true);
});
