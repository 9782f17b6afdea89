import { z } from "zod";

/** For the operator's console. */
export const consoleSettings = {
  ADMIN_SETUP_TOKEN: z
    .string()
    .min(16, "is shorter than 16 characters. Make one with `openssl rand -base64 24`")
    .optional()
    .describe("One-time secret with which the first admin is claimed at /admin/claim. Remove it afterwards."),
  HOUSEKEEPING_TOKEN: z
    .string()
    .regex(/^\S*$/, "must not have spaces in it")
    .min(16, "is shorter than 16 characters. Make one with `openssl rand -base64 24`")
    .optional()
    .describe(
      "Secret with which a scheduler may call POST /api/housekeeping. Not set: that address is not there.",
    ),
  AUDIT_RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe("How long the audit log is kept, in days."),
};
