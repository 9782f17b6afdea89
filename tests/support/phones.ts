import { mailTo } from "./mailbox";
import { join } from "./people";
import type { Visitor } from "./visitor";

/** A number that nobody has, from the range for fiction. */
export function newNumber(): string {
  const [digits = 0] = crypto.getRandomValues(new Uint32Array(1));
  return `+1555${String(digits % 10_000_000).padStart(7, "0")}`;
}

/** The code of the newest text message to a number, of which there are `count`. */
export async function codeTo(number: string, count = 1): Promise<string> {
  const [newest] = await mailTo(number, count);
  return /^\d{6}/.exec(newest?.text ?? "")?.[0] ?? "";
}

/** Asks a page for a code and reads it. */
export async function askForCode(visitor: Visitor, page: string, phoneNumber: string, count = 1) {
  await visitor.submit(page, { phoneNumber });
  return codeTo(phoneNumber, count);
}

/** A code that is not this one. */
export const otherThan = (code: string) => (code === "000000" ? "000001" : "000000");

/** Confirms a number of the signed-in person. */
export async function confirmNumber(visitor: Visitor, phoneNumber: string, count = 1) {
  const code = await askForCode(visitor, "/account/phone", phoneNumber, count);
  return visitor.submit("/account/phone", { phoneNumber, code });
}

/** Somebody with a confirmed number, in a browser that is signed in. */
export async function joinWithNumber(number = newNumber()) {
  const { visitor, ...person } = await join();
  const { status } = await confirmNumber(visitor, number);
  if (status !== 303) throw new Error("the number is not confirmed");
  return { visitor, person, number };
}
