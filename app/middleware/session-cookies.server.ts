/** Adds the cookies of a session check before those of the page's own work, so that a sign-out still wins. */
export function putCookiesFirst(headers: Headers, response: Response): Response {
  const refreshed = headers.getSetCookie();
  if (refreshed.length === 0) return response;
  const own = response.headers.getSetCookie();
  response.headers.delete("Set-Cookie");
  for (const cookie of [...refreshed, ...own]) response.headers.append("Set-Cookie", cookie);
  return response;
}
