import { readBody } from "../forms/read-body.server";
import { largestPicture, type Picture, pictureTypes, readPicture } from "./picture.server";

const timeoutMs = 5_000;
const mostRedirects = 3;

/** Fetches a picture that a provider names, with the same demands as on an upload. Throws where there is none to take. */
export async function fetchProviderPicture(address: string): Promise<Picture> {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { Accept: pictureTypes.join(", ") };
  let url = address;
  for (let hops = 0; hops <= mostRedirects; hops += 1) {
    if (!isPublicAddress(url)) throw new Error("not at a public https address");
    const response = await fetch(url, { redirect: "manual", signal, headers });
    const next = response.headers.get("Location");
    if (response.status >= 300 && response.status < 400 && next) {
      await response.body?.cancel();
      url = new URL(next, url).href;
      continue;
    }
    const body = response.ok ? await readBody(response, largestPicture) : undefined;
    if (!body) throw new Error(`answered ${response.status}, or with too much`);
    return readPicture(new Uint8Array(await body.arrayBuffer()));
  }
  throw new Error("too many redirects");
}

const privateNames =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|arpa|onion|test|invalid)$/;

/**
 * True for https at a name on the usual port. An address of numbers may be one of our own network. A name may lead there
 * as well, but what answers would need a certificate for that name.
 */
export function isPublicAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, port, hostname } = new URL(address);
  const name = hostname.replace(/\.$/, "");
  const isName = /\.[a-z][a-z0-9-]*$/.test(name) && !privateNames.test(name);
  return protocol === "https:" && isName && port === "" && username === "" && password === "";
}
