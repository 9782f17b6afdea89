import { allMailTo, linkTo, type Message } from "./mailbox";
import { sent } from "./page";
import { join, newPerson } from "./people";
import type { Visitor } from "./visitor";

export const emailPage = "/account/email";

/** An address that nobody has. */
export function newAddress(): string {
  return newPerson().email.replace("ada", "lovelace");
}

/** Asks for another address; answers the path of the link in the mail to it. */
export async function askForAddress(visitor: Visitor, newEmail: string): Promise<string> {
  const answer = sent(await visitor.submit(emailPage, { newEmail }));
  if (answer !== `303 ${emailPage}`) throw new Error(`not asked for: ${answer}`);
  return linkTo(newEmail, /^Confirm your new/);
}

/** Presses the button behind such a link. */
export function confirmAddress(visitor: Visitor, link: string): Promise<Response> {
  const token = new URL(link, "http://localhost").searchParams.get("token") ?? "";
  return visitor.submit(link, { intent: "confirm", token });
}

/** Gives the account that this visitor is signed in to another address, all the way. */
export async function changeAddress(visitor: Visitor, newEmail = newAddress()): Promise<string> {
  const answer = sent(await confirmAddress(visitor, await askForAddress(visitor, newEmail)));
  if (answer !== `303 ${emailPage}`) throw new Error(`not changed: ${answer}`);
  return newEmail;
}

/** The path of the link in the mail to an address that an account had before. */
export function undoLinkTo(oldEmail: string): Promise<string> {
  return linkTo(oldEmail, /Your e-mail address was changed/);
}

/** Somebody who changed their address. */
export async function joinAndChange() {
  const { visitor, ...person } = await join();
  const newEmail = await changeAddress(visitor);
  return { visitor, person, newEmail, undo: await undoLinkTo(person.email) };
}

/** Mails to an address with these words in the subject. */
export async function mailsAbout(address: string, subject: RegExp): Promise<Message[]> {
  return (await allMailTo(address)).filter((mail) => subject.test(mail.subject));
}
