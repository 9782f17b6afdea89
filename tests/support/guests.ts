import { linkTo } from "./mailbox";
import { sent } from "./page";
import { newPerson, type Person } from "./people";
import { newVisitor, type Visitor } from "./visitor";

/** A deployment where people can try without an account. */
export const welcome = { ANONYMOUS_SIGN_IN: "on" };

/** Somebody who tries without an account. */
export async function newGuest(visitor: Visitor = newVisitor({ settings: welcome })): Promise<Visitor> {
  const answer = sent(await visitor.submit("/sign-in/anonymous", {}));
  if (answer !== "303 /dashboard") throw new Error(`no guest: ${answer}`);
  return visitor;
}

/** What `/api/auth/get-session` says about who is signed in; null for nobody. */
export async function whoIs(visitor: Visitor): Promise<Record<string, unknown> | null> {
  const session = (await (await visitor.visit("/api/auth/get-session")).json()) as {
    user: Record<string, unknown>;
  } | null;
  return session?.user ?? null;
}

/** Fills in the form to join; answers the path of the link in the mail. */
export async function askToJoin(visitor: Visitor, person: Person = newPerson()): Promise<string> {
  const answer = sent(await visitor.submit("/sign-up", person));
  if (answer !== "303 /sign-up?sent=") throw new Error(`not asked: ${answer}`);
  return linkTo(person.email, /^Confirm your new/);
}

/** A guest who told about themselves. */
export async function newGuestWithProfile() {
  const visitor = await newGuest();
  const username = `guest_${crypto.randomUUID().slice(0, 8)}`;
  await visitor.submit("/account", { name: "Grace", username, bio: "Compiles.", website: "" });
  const id = String((await whoIs(visitor))?.id);
  return { visitor, username, id };
}
