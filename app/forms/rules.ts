import { z } from "zod";
import { asPhoneNumber, phoneNumberProblem } from "../auth/phone-number";

/** Shared rules of form fields, with messages that say how to mend what is wrong. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "Enter your e-mail address.")
  .pipe(z.email("Enter an e-mail address like name@example.com."));

/** A password that is being set. Length and the list of common ones are checked where it is set, for endpoints too. */
export const newPassword = z.string().min(1, "Choose a password.");

/** A password that exists. */
export const currentPassword = z.string().min(1, "Enter your password.");

export const personName = z
  .string()
  .trim()
  .min(1, "Enter your name.")
  .max(100, "Use 100 characters or fewer.");

export const organizationName = z
  .string()
  .trim()
  .min(1, "Enter the name of the organization.")
  .max(100, "Use 100 characters or fewer.");

/** A code from an authenticator app, with or without a space in the middle. */
export const totpCode = z
  .string()
  .transform((typed) => typed.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the 6 digits that your authenticator app shows."));

/** A code from a message, with or without a space in the middle. */
export const sentCode = z
  .string()
  .transform((typed) => typed.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the 6 digits of the newest message."));

/** Forms with several buttons say which by `intent`; without one, `fallback` names it from the fields that are there. */
export function withIntent<Schema extends z.ZodType>(schema: Schema, fallback: (entered: object) => string) {
  return z.preprocess(
    (entered) =>
      typeof entered === "object" && entered && !("intent" in entered)
        ? { ...entered, intent: fallback(entered) }
        : entered,
    schema,
  );
}

/** A checkbox: there when ticked. */
export const checkbox = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** A name for somebody who gave only an address: what stands before the @. */
export function nameFrom(address: string): string {
  return address.split("@")[0] ?? address;
}

/** A phone number as people write it, with its country code; E.164 comes out: +4915123456789. */
export const phoneNumber = z
  .string()
  .transform(asPhoneNumber)
  .superRefine((number, ctx) => {
    const message = phoneNumberProblem(number);
    if (message) ctx.addIssue({ code: "custom", message });
  });
