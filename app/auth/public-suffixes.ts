/** What stands in front of a country's letters where names are registered one level down: co.uk, com.au, ac.jp. */
const secondLevel = /^(ac|co|com|edu|gob|gouv|gov|ltd|mil|ne|net|nom|or|org|plc|sch)\.[a-z]{2}$/;

/** Where many strangers have a name of their own below: hosts of pages, and names for changing addresses. */
const shared = new Set([
  "azurewebsites.net",
  "blogspot.com",
  "cloudfront.net",
  "ddns.net",
  "deno.dev",
  "duckdns.org",
  "dyndns.org",
  "dynv6.net",
  "eu.org",
  "firebaseapp.com",
  "fly.dev",
  "github.io",
  "gitlab.io",
  "herokuapp.com",
  "hopto.org",
  "is-a.dev",
  "netlify.app",
  "no-ip.org",
  "ngrok.io",
  "onrender.com",
  "pages.dev",
  "pp.ua",
  "uk.com",
  "us.com",
  "vercel.app",
  "web.app",
  "wordpress.com",
  "workers.dev",
]);

/**
 * True for a domain, in small letters, below which strangers register: it belongs to no organization alone. The rule and
 * the list know the usual ones; the whole list (publicsuffix.org) is larger than this app.
 */
export function isPublicSuffix(domain: string): boolean {
  return !domain.includes(".") || secondLevel.test(domain) || shared.has(domain);
}
