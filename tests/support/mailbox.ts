import { vi } from "vitest";
import { knock } from "./app";
import { origin } from "./visitor";

export interface Message {
  to: string;
  subject: string;
  text: string;
  html: string;
  links: string[];
}

/** Messages to an address, newest first. Mails go out after the answer, so this waits until there are `count`. */
export async function mailTo(address: string, count = 1): Promise<Message[]> {
  return vi.waitFor(async () => {
    const messages = await allMailTo(address);
    if (messages.length < count) throw new Error(`${messages.length} of ${count} messages to ${address}`);
    return messages;
  }, patience);
}

/** What there is now, without waiting. */
export async function allMailTo(address: string): Promise<Message[]> {
  const response = await knock(`${origin}/outbox.json?to=${encodeURIComponent(address)}`);
  return response.json();
}

/** The path of the first link in the newest message whose subject has these words. */
export async function linkTo(address: string, subject: RegExp): Promise<string> {
  return vi.waitFor(async () => {
    const message = (await allMailTo(address)).find((mail) => subject.test(mail.subject));
    if (!message?.links[0]) throw new Error(`no message to ${address} about ${subject}`);
    const { pathname, search } = new URL(message.links[0]);
    return pathname + search;
  }, patience);
}

const patience = { timeout: 10_000, interval: 20 };
