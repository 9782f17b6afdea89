import { connect } from "cloudflare:sockets";
import { isLoopback } from "../env.server";
import type { Email } from "./layout";
import { domainOf, parseSender, toMessage } from "./message.server";

interface SmtpOptions {
  url: URL;
  from: string;
  /** For the whole conversation. */
  timeoutMs: number;
}

/**
 * Hands one mail to an SMTP server (RFC 5321): smtps:// is TLS from the start, smtp:// upgrades (RFC 3207) and goes on
 * without only on this machine. Rejects, without the address in the message, when the server does not take the mail.
 */
export async function sendBySmtp(email: Email, { url, from, timeoutMs }: SmtpOptions): Promise<void> {
  const isTls = url.protocol === "smtps:";
  const port = Number(url.port) || (isTls ? 465 : 587);
  const socket = connect(
    { hostname: url.hostname, port },
    { secureTransport: isTls ? "on" : "starttls", allowHalfOpen: false },
  );
  const sockets = [socket];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The mail server took longer than ${timeoutMs} ms`)),
      timeoutMs,
    );
  });
  try {
    await Promise.race([late, converse()]);
  } finally {
    clearTimeout(timer);
    for (const open of sockets) open.close().catch(() => {});
  }

  async function converse() {
    const sender = parseSender(from).address;
    const hello = `EHLO ${domainOf(sender)}`;
    let talk = await startTalk(socket);
    await talk.hear("2", "the connection");
    let abilities = await talk.say(hello, "2");
    if (!isTls && /^250[ -]STARTTLS\b/im.test(abilities)) {
      await talk.say("STARTTLS", "2");
      talk.release();
      const secured = socket.startTls();
      sockets.push(secured);
      talk = await startTalk(secured);
      abilities = await talk.say(hello, "2");
    } else if (!isTls && !isLoopback(`http://${url.host}`)) {
      throw new Error("The mail server offers no STARTTLS, and mails go over the network in the clear");
    }
    if (url.username) await signIn(talk, abilities, url);
    await talk.say(`MAIL FROM:<${safe(sender)}>`, "2");
    await talk.say(`RCPT TO:<${safe(email.to)}>`, "2");
    await talk.say("DATA", "3");
    await talk.say(`${toMessage(email, from)}.`, "2", "the message");
    await talk.say("QUIT", "2").catch(() => {}); // The mail is taken: how they part does not matter.
  }
}

type Talk = Awaited<ReturnType<typeof startTalk>>;

/** One line to the server, one reply back, over and over. */
async function startTalk({ opened, readable, writable }: Socket) {
  await opened;
  const reader = readable.getReader();
  const writer = writable.getWriter();
  const decoder = new TextDecoder();

  async function hear(expected: string, what: string): Promise<string> {
    let reply = "";
    while (!isWhole(reply)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`The mail server hung up at ${what}`);
      reply += decoder.decode(value, { stream: true });
    }
    if (!reply.startsWith(expected))
      throw new Error(`The mail server answered ${what} with ${reply.trim().replace(/\S+@\S+/g, "…")}`);
    return reply;
  }

  return {
    hear,
    async say(line: string, expected: string, what = line.split(/[ :]/)[0] ?? ""): Promise<string> {
      await writer.write(new TextEncoder().encode(`${line}\r\n`));
      return hear(expected, what);
    },
    release() {
      reader.releaseLock();
      writer.releaseLock();
    },
  };
}

/** A reply ends with the line that has no hyphen after its code. */
function isWhole(reply: string): boolean {
  return /(?:^|\n)\d{3}(?: [^\r\n]*)?\r?\n$/.test(reply);
}

/** AUTH PLAIN (RFC 4616), or LOGIN for servers that know no better. */
async function signIn(talk: Talk, abilities: string, url: URL): Promise<void> {
  const methods = /^250[ -]AUTH[ =](.*)$/im.exec(abilities)?.[1]?.toUpperCase().trim().split(/\s+/) ?? [];
  const [name, password] = [url.username, url.password].map(decodeURIComponent) as [string, string];
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  if (methods.includes("PLAIN")) {
    await talk.say(`AUTH PLAIN ${base64(`\0${name}\0${password}`)}`, "2");
  } else if (methods.includes("LOGIN")) {
    await talk.say("AUTH LOGIN", "3");
    await talk.say(base64(name), "3", "the user name");
    await talk.say(base64(password), "2", "the password");
  } else {
    throw new Error("The mail server offers neither AUTH PLAIN nor AUTH LOGIN");
  }
}

/** An address ends where it says: nothing in it can end the command and begin another. */
function safe(address: string): string {
  if (/[\s<>]/.test(address)) throw new Error("An address holds a character that no address has");
  return address;
}
