import Bowser from "bowser";
import { placeOf } from "../locality.server";
import { requestPlace } from "../request-scope.server";

const knownBrowsers = new Set(Object.values(Bowser.BROWSER_MAP));

/** The browser and system of a request by name, for people: "Firefox on Windows". */
export function deviceName(userAgent: string | null | undefined): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = Bowser.parse(userAgent);
  // Bowser names a browser that it does not know by words of the header, which anybody can write into somebody's mail.
  if (!browser.name || !knownBrowsers.has(browser.name)) return "Unknown device";
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}

/** Who asked for something, from where and when, as a sentence's end for mails. */
export function whoAsked(headers: Headers, now = new Date()): string {
  const place = requestPlace() || placeOf(headers);
  const address = headers.get("cf-connecting-ip");
  const from = [place, address && `IP address ${address}`].filter(Boolean).join(", ");
  const when = `${now.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return [deviceName(headers.get("user-agent")), from, when].filter(Boolean).join(", ");
}
