/**
 * The path to go on to, from a `returnTo` parameter: a path of this app, else `fallback`. Everything that a browser
 * could read as another origin is refused (ASVS 3.7.2).
 */
export function safeReturnTo(value: string | null | undefined, fallback = "/dashboard"): string {
  if (!value || value.length > maxLength || !/^\/(?![/\\])/.test(value) || hasControlCharacter(value))
    return fallback;
  const base = "http://app.invalid";
  if (!URL.canParse(value, base)) return fallback;
  const url = new URL(value, base);
  // A path with dots can resolve to one that starts with two slashes, which names a host.
  if (url.origin !== base || /^\/[/\\]/.test(url.pathname)) return fallback;
  return url.pathname + url.search + url.hash;
}

/** `returnTo` of the page that was asked for. */
export function returnToOf(url: URL, fallback?: string): string {
  return safeReturnTo(url.searchParams.get("returnTo"), fallback);
}

/** `to` with the page's `returnTo` handed on, when there is one, and with `add`, when an account is to be added. */
export function withReturnTo(to: string, url: URL): string {
  const returnTo = returnToOf(url, "");
  const kept = new URLSearchParams(returnTo ? { returnTo } : {});
  if (isAdding(url)) kept.set("add", "");
  return kept.size > 0 ? `${to}?${kept}` : to;
}

/** True where somebody who is signed in came to sign in to another account, too. It carries no value, only that. */
export function isAdding(url: URL): boolean {
  return url.searchParams.has("add");
}

/** A path of ours with more parameters. */
export function withQuery(path: string, parameters: Record<string, string>): string {
  return `${path}${path.includes("?") ? "&" : "?"}${new URLSearchParams(parameters)}`;
}

const maxLength = 2000;

function hasControlCharacter(value: string): boolean {
  return [...value].some((character) => character < " " || character === "\u007f");
}
