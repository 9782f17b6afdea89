import { z } from "zod";

const userIds = z.array(z.string()).min(1, "Select somebody first.").max(100, "Select 100 people or fewer.");

const actions = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("ban"),
    userIds,
    banReason: z
      .string()
      .trim()
      .min(1, "Say why, for other admins and for the audit log.")
      .max(200, "Use 200 characters or fewer."),
    /** Milliseconds since 1970; nothing where it does not end. */
    banUntil: z
      .union([z.literal(""), z.iso.date("Enter a day like 2027-01-31.")])
      .optional()
      .transform((day) => (day ? Date.parse(day) : undefined))
      .refine((time) => time === undefined || time > Date.now(), "Choose a day to come, or leave it empty."),
  }),
  z.object({ intent: z.literal("unban"), userIds }),
  z.object({ intent: z.literal("sign-out"), userIds }),
]);

/** What is done to the people who are ticked; each box is a field of its own, `user.<id>`. */
export const chosenForm = z.preprocess(
  (entered) => ({ ...Object(entered), userIds: idsIn(entered) }),
  actions,
);

/** The same without anything to do. */
export const chosenPeopleForm = z.preprocess(
  (entered) => ({ userIds: idsIn(entered) }),
  z.object({ userIds }),
);

function idsIn(entered: unknown): string[] {
  return Object.keys(Object(entered)).flatMap((name) => (name.startsWith("user.") ? name.slice(5) : []));
}
