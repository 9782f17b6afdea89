import { readBody } from "../forms/read-body.server";
import { isPublicName } from "../public-address";
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

/** True for https at a public name, on the usual port. */
export function isPublicAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, port, hostname } = new URL(address);
  return protocol === "https:" && isPublicName(hostname) && port === "" && username === "" && password === "";
}
