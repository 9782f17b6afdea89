import { read } from "./page";
import { join, newPerson, type Person } from "./people";
import { userIdOf } from "./records";
import { newVisitor, type Visitor } from "./visitor";

export const switchPage = "/account/switch";

/** Signs in to one more account in a browser that has one. */
export function add(
  visitor: Visitor,
  { email, password }: Pick<Person, "email" | "password">,
  returnTo = "",
) {
  const query = new URLSearchParams(returnTo ? { add: "", returnTo } : { add: "" });
  return visitor.submit(`/sign-in?${query}`, { email, password, rememberMe: "on" });
}

/** One browser with as many accounts as there are names; the last one is in use. */
export async function joinAll(names: string[], visitor: Visitor = newVisitor()) {
  const people: Person[] = [];
  for (const name of names) {
    const { visitor: _elsewhere, ...person } = await join(newPerson(name));
    await add(visitor, person);
    people.push(person);
  }
  return { visitor, people };
}

export async function switchTo(visitor: Visitor, { email, name }: Person, path = switchPage) {
  return visitor.submit(path, { intent: "switch", account: await userIdOf(email), name });
}

/** Who this browser is on a page and in the endpoint that apps ask. */
export async function whoIs(visitor: Visitor) {
  const { heading } = await read(await visitor.visit("/dashboard"));
  const session = await (await visitor.visit("/api/auth/get-session")).json<{ user: Person } | null>();
  return [heading.replace("Hello, ", ""), session?.user.name];
}

/** The names of the cookies that keep accounts on the list. */
export function keptIn({ cookies }: Visitor) {
  return [...cookies.keys()].filter((name) => name.includes("_multi-"));
}

/** The names of accounts on the page, in its order. */
export async function listedIn(visitor: Visitor) {
  const { html } = await read(await visitor.visit(switchPage));
  return [
    ...html.matchAll(/name="account" value="[^"]+"\/><input type="hidden" name="name" value="([^"]+)"/g),
  ]
    .map(([, name]) => name)
    .slice(-keptIn(visitor).length);
}
