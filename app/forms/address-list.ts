import { z } from "zod";

/** Addresses that people paste, each once: those that are some, in small letters, and what could not be read. */
export interface AddressList {
  addresses: string[];
  unreadable: string[];
}

const address = z.email().max(254);

/** Reads a pasted list: with commas, semicolons, spaces or lines between, and with names, as `Ada <ada@example.com>`. */
export function readAddressList(text: string): AddressList {
  const addresses = new Set<string>();
  const unreadable = new Set<string>();
  for (const word of wordsOf(text)) {
    const read = address.safeParse(word.toLowerCase());
    if (read.success) addresses.add(read.data);
    else unreadable.add(word.slice(0, 254));
  }
  return { addresses: [...addresses], unreadable: [...unreadable] };
}

function wordsOf(text: string): string[] {
  const withName = /(?:"[^"\n]*"\s*|[^<>,;\n]*)<([^<>\n]*)>/g;
  const inBrackets = [...text.matchAll(withName)].map(([, inside = ""]) => inside.trim());
  // A name can hold an address itself, or the space after one that stands alone.
  const others = text.replace(
    withName,
    (whole) =>
      `${
        whole
          .slice(0, whole.indexOf("<"))
          .match(/[^\s"]+@[^\s"]+/g)
          ?.join(" ") ?? ""
      },`,
  );
  return [
    ...inBrackets,
    ...others.split(/[,;\n\r]+/).flatMap((part) => {
      const words = part.split(/\s+/).map(bare).filter(Boolean);
      // Words without any address are one mistake, not several.
      return words.some((word) => word.includes("@")) ? words : [part.trim()];
    }),
  ].filter(Boolean);
}

function bare(word: string): string {
  return word.replace(/^(mailto:|["'(])+|["')]+$/gi, "");
}
