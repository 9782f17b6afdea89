import { z } from "zod";

const userIds = z.array(z.string()).min(1, "Select somebody first.").max(100, "Select 100 people or fewer.");

const longestBan = 10 * 365 * 24 * 60 * 60 * 1000;

const actions = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("ban"),
    userIds,
    banReason: z
      .string()
      .trim()
      .min(1, "Say why: they read it when they try to sign in.")
      .max(200, "Use 200 characters or fewer."),
    /** Milliseconds since 1970; nothing where it does not end. */
    banUntil: z
      .union([z.literal(""), z.iso.date("Enter a day like 2027-01-31.")])
      .optional()
      .transform((day) => (day ? Date.parse(day) : undefined))
      .refine((time) => time === undefined || time > Date.now(), "Choose a day to come, or leave it empty.")
      .refine(
        (time) => time === undefined || time < Date.now() + longestBan,
        "Choose a day in the next ten years, or leave it empty for a ban without end.",
      ),
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
