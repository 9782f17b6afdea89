import { isLoopback } from "../env.server";
import { isPublicName } from "../public-address";

const longest = 2000;

/**
 * What is wrong with an address as one that events are sent to, if anything, with how to mend it: it is https at a public
 * name, so that a delivery reaches no private network. On a deployment of this machine, http to this machine is fine, too.
 */
export function destinationProblem(address: string, baseUrl: string): string | undefined {
  if (!URL.canParse(address)) return "Enter a whole address, like https://example.com/webhooks.";
  const { protocol, hostname, username, password, origin, hash } = new URL(address);
  if (address.length > longest) return `Use ${longest} characters or fewer.`;
  if (username || password) return "Leave the name and password out: deliveries are signed instead.";
  if (hash) return "Leave out the part after #: it is never sent.";
  if (origin === baseUrl)
    return "This is the address of this service itself. Enter the one of your receiver.";
  if (/^https?:$/.test(protocol) && isLoopback(baseUrl) && isLoopback(address)) return undefined;
  if (protocol !== "https:") return "Enter an address that begins with https://.";
  if (!isPublicName(hostname))
    return "Enter a host by its public name: no address of numbers, and none of a private network.";
  return undefined;
}
