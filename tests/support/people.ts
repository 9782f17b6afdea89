import { linkTo } from "./mailbox";
import { newVisitor, type Visitor } from "./visitor";

/** Somebody nobody has met before. */
export function newPerson(name = "Ada Lovelace") {
  const id = crypto.randomUUID().slice(0, 8);
  return { name, email: `ada-${id}@example.com`, password: `correct horse ${id}` };
}

export type Person = ReturnType<typeof newPerson>;

/** Signs up and confirms the address the way people do. The visitor is then signed in. */
export async function join(person = newPerson(), visitor: Visitor = newVisitor()) {
  await visitor.submit("/sign-up", person);
  const link = await linkTo(person.email, /Confirm/);
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  await visitor.submit(link, { intent: "confirm", token });
  return { ...person, visitor };
}

export function signIn(visitor: Visitor, { email, password }: Pick<Person, "email" | "password">) {
  return visitor.submit("/sign-in", { email, password, rememberMe: "on" });
}

/** True when guarded pages open for this browser. */
export async function isSignedIn(visitor: Visitor) {
  return (await visitor.visit("/dashboard")).status === 200;
}
