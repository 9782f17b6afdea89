/** A number as it is kept and sent to (E.164): +4915123456789. */
export const e164 = /^\+[1-9]\d{6,14}$/;

/**
 * A number as people write it, in E.164 where it can be one: without spaces, dashes, brackets, the marks that address
 * books put around numbers, and the zero in +49 (0) 151; 00 in front stands for +.
 */
export function asPhoneNumber(typed: string): string {
  return typed
    .normalize("NFKC")
    .replace(/\(0\)/g, "")
    .replace(/[\s()[\]./\p{Pd}\p{Cf}]/gu, "")
    .replace(/^00/, "+");
}

/** What keeps a number from being one, and how to mend it; undefined for one in E.164. */
export function phoneNumberProblem(number: string): string | undefined {
  if (e164.test(number)) return undefined;
  if (number === "") return "Enter your phone number.";
  if (/[^\d+]/.test(number)) return `Use digits only, with the country code in front, ${example}.`;
  if (!/^\+[1-9]/.test(number)) return `Begin with + and the country code, ${example}.`;
  if (!/^\+\d+$/.test(number)) return `Use one + only, in front of the country code, ${example}.`;
  return number.length < 8
    ? `This number is too short. Enter all of it with its country code, ${example}.`
    : `This number is too long. With its country code it has 15 digits or fewer, ${example}.`;
}

const example = "like +49 151 23456789";
