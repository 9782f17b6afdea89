/** What Cloudflare knows about where a request comes from; nothing of it is there on other platforms. */
export interface RequestOrigin {
  city?: unknown;
  region?: unknown;
  country?: unknown;
  timezone?: unknown;
}

/** Where a request comes from by name, "London, England, GB"; empty where the platform does not know. */
export function placeOf(headers: Headers, origin?: RequestOrigin): string {
  const known = [origin?.city, origin?.region, origin?.country].filter(isPlaceName);
  if (known.length > 0) return [...new Set(known)].join(", ");
  return [headers.get("cf-ipcity"), headers.get("cf-ipcountry")].filter(isPlaceName).join(", ");
}

/** The IANA time zone that a request comes from, else UTC. */
export function timeZoneOf(origin?: RequestOrigin): string {
  const zone = origin?.timezone;
  if (typeof zone !== "string") return "UTC";
  try {
    return new Intl.DateTimeFormat("en-GB", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** The first language of `Accept-Language` that dates can be written in, else British English. */
export function localeOf(headers: Headers): string {
  const wanted = (headers.get("accept-language") ?? "").slice(0, 200).split(",");
  for (const part of wanted) {
    const [tag = ""] = part.split(";");
    if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag.trim()) && isSupported(tag.trim())) return tag.trim();
  }
  return "en-GB";
}

function isSupported(tag: string): boolean {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

/** Where the platform does not set these headers anybody can: no addresses, digits or long texts reach a mail. */
function isPlaceName(text: unknown): text is string {
  return typeof text === "string" && text.length <= 60 && /^(?:[\p{L}\p{M}'’-]|\.? )+$/u.test(text);
}
