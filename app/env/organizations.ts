import { z } from "zod";

const limit = (usual: number) => z.coerce.number().int().min(1).default(usual);

/** How much of everything an organization, or one person, may have. */
export const organizationSettings = {
  ORGANIZATIONS_PER_USER: limit(10).describe("How many organizations one person may own."),
  MEMBERS_PER_ORGANIZATION: limit(10_000).describe("How many members an organization may have."),
  INVITATIONS_PER_ORGANIZATION: limit(100).describe(
    "How many invitations of an organization may be open at once.",
  ),
  TEAMS_PER_ORGANIZATION: limit(50).describe("How many teams an organization may have."),
  ROLES_PER_ORGANIZATION: limit(20).describe("How many roles of its own an organization may have."),
  DNS_RESOLVER_URL: z
    .url({ protocol: /^https?$/, error: "must be the address of a resolver that speaks DNS over HTTPS" })
    .default("https://cloudflare-dns.com/dns-query")
    .describe("Where the TXT records of organizations' domains are looked up: DNS over HTTPS, as JSON."),
};
