import { challengeNameOf } from "./domain-challenge";
import { isMailProvider } from "./mail-providers";
import { isPublicSuffix } from "./public-suffixes";

type ReadDomain = { domain: string; problem?: undefined } | { domain?: undefined; problem: string };

const longestName = 253;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Names that no public name server answers for (RFC 6761, 7686). */
const special = /\.(arpa|invalid|localhost|onion)$/;
const alone = "Enter the domain alone, like example.com: without an address, a path or a port.";
const malformed = "This is no domain. Enter one like example.com.";

/** Reads a domain as people write it: small letters and ASCII (RFC 5890) come out, or what is wrong with it. */
export function readDomain(typed: string): ReadDomain {
  const text = typed.trim();
  if (text === "") return { problem: "Enter the domain of your organization." };
  if (/[\s/\\@:?#%[\]]/.test(text)) return { problem: alone };
  const domain = asciiOf(text);
  if (!domain) return { problem: malformed };
  if (/^\d+(\.\d+){3}$/.test(domain)) return { problem: "Enter a domain, not an IP address." };
  if (!domain.split(".").every((part) => label.test(part))) return { problem: malformed };
  if (challengeNameOf(domain).length > longestName) return { problem: "This domain is too long." };
  if (special.test(`.${domain}`)) return { problem: "This domain is nobody's: it is kept for special use." };
  if (isPublicSuffix(domain))
    return { problem: "Everybody can have a name below this one. Enter your own, like example.com." };
  if (isMailProvider(domain))
    return { problem: "Everybody can have an address there. Enter a domain that is your organization's." };
  return { domain };
}

/** By the rules for addresses of the web (UTS 46), which also make 127.1 an address of four numbers. */
function asciiOf(text: string): string | undefined {
  const address = `http://${text}/`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/\.$/, "") : undefined;
}
