import type { Email } from "./layout";

/** A sender as people write it: `Name <address>` or only the address. */
export function parseSender(sender: string): { name: string; address: string } {
  const match = /^(.*?)\s*<([^<>]+)>$/.exec(sender);
  return { name: match?.[1] ?? "", address: match?.[2] ?? sender };
}

/**
 * One mail as an internet message (RFC 5322) with a text and an HTML part, the better one last (RFC 2046 5.1.4). Both
 * are base64, so that no line is too long, none begins with a dot, and any script gets through.
 */
export function toMessage({ to, subject, text, html }: Email, from: string, now = new Date()): string {
  const { name, address } = parseSender(from);
  const boundary = crypto.randomUUID();
  const part = (type: string, body: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    "Content-Transfer-Encoding: base64",
    "",
    ...(Buffer.from(body)
      .toString("base64")
      .match(/.{1,76}/g) ?? []),
  ];
  return [
    `From: ${name ? `${phrase(name)} ` : ""}<${address}>`,
    `To: <${to}>`,
    `Subject: ${encodeWords(subject)}`,
    `Date: ${now.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${crypto.randomUUID()}@${domainOf(address)}>`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    "",
    ...part("text/plain", text),
    ...part("text/html", html),
    `--${boundary}--`,
    "",
  ].join("\r\n");
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

function phrase(name: string): string {
  const encoded = encodeWords(name);
  return encoded === name ? `"${name.replace(/["\\]/g, "\\$&")}"` : encoded;
}

const bytesPerWord = 45; // 60 characters of base64: a word is 75 at most (RFC 2047 2)

/** A header's text. Only printable ASCII goes as it is, so no line can be smuggled in. */
function encodeWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words = [""];
  for (const character of text.replace(/[\r\n]+/g, " ")) {
    const longer = words.at(-1) + character;
    if (Buffer.byteLength(longer) > bytesPerWord) words.push(character);
    else words[words.length - 1] = longer;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString("base64")}?=`).join("\r\n ");
}
