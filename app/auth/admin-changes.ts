import { z } from "zod";
import { email, personName } from "../forms/rules";
import { e164 } from "./phone-number";
import { maxUsernameLength, minUsernameLength } from "./username-suggestions.server";

const username = z
  .string()
  .min(minUsernameLength)
  .max(maxUsernameLength)
  .regex(/^[\w.]+$/);

/** What an admin can change of somebody's account. Role, ban, password and proofs have ways of their own. */
export const adminChange = z
  .strictObject({
    name: personName,
    email,
    username,
    phoneNumber: z.string().regex(e164).nullable(),
    /** A picture can be taken away; its owner chooses another one. */
    image: z.null(),
  })
  .partial();

/** The fields that are set together with those of a change: what was proved of the old value is not proved of the new. */
export function withMarks(
  change: z.output<typeof adminChange>,
  before: { email: string; phoneNumber?: string | null },
): Record<string, unknown> {
  const { email, phoneNumber, username } = change;
  return {
    ...change,
    ...(username !== undefined && { username: username.toLowerCase(), displayUsername: username }),
    ...(email !== undefined && email !== before.email && { emailVerified: false }),
    ...(phoneNumber !== undefined &&
      phoneNumber !== (before.phoneNumber ?? null) && { phoneNumberVerified: false }),
  };
}
