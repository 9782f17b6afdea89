/** Signs somebody up over HTTP, through the outbox. Answers with makers of request headers, with and without the signed copy of the session. */
export async function memberCookies(url) {
  const person = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse battery" };
  await submit(url, "/sign-up", person);
  const token = await confirmationToken(url, person.email);
  const confirmed = await submit(url, `/verify-email?token=${token}`, { intent: "confirm", token });
  const session = cookieNamed(confirmed, /session_token=/);
  const withoutCache = async () => ({ cookie: session });
  // Asked anew before each measurement: the signed copy lasts a minute.
  const withCache = async () => {
    const page = await fetch(`${url}/dashboard`, { headers: { cookie: session } });
    await page.text();
    return { cookie: `${session}; ${cookieNamed(page, /session_data=/)}` };
  };
  return { email: person.email, withCache, withoutCache };
}

async function confirmationToken(url, address) {
  for (let tries = 0; tries < 50; tries++) {
    const [message] = await (await fetch(`${url}/outbox.json?to=${encodeURIComponent(address)}`)).json();
    if (message) return new URL(message.links[0]).searchParams.get("token");
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("no message arrived");
}

function submit(url, path, form) {
  return fetch(url + path, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
}

function cookieNamed(response, name) {
  const cookie = response.headers.getSetCookie().find((line) => name.test(line));
  if (!cookie) throw new Error(`no cookie ${name} from ${response.url}: ${response.status}`);
  return cookie.split(";")[0];
}
