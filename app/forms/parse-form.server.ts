import { type APIError, isAPIError } from "better-auth/api";
import { data, redirect } from "react-router";
import { z } from "zod";
import type { AuthErrorCode } from "../auth/auth.server";
import { confirmPath } from "./confirm-path";
import { type FormState, messageOf } from "./form-errors";
import { readForm } from "./read-form.server";

/** A form that has to be mended, with its status. */
export type FormError = ReturnType<typeof data<FormState>>;

type ParsedForm<Schema extends z.ZodType> =
  | { error: FormError; values?: undefined; reject?: undefined; refuse?: undefined }
  | {
      error?: undefined;
      values: z.output<Schema>;
      /** What the widget of the bot check answered. */
      botCheck?: string;
      reject: Reject<z.output<Schema>>;
      /** What the page itself found wrong with a field. */
      refuse(field: FieldOf<z.output<Schema>>, message: string): FormError;
    };

/** Turns an error of `auth.api` into what the person can mend; throws everything else to the error page. */
type Reject<Values> = (
  error: unknown,
  fieldOf: Partial<Record<AuthErrorCode, FieldOf<Values> | "form">>,
) => FormError;
type FieldOf<Values> = Values extends unknown ? keyof Values & string : never;

/**
 * Reads a form against its schema. A mistake is a value: `error` goes back to the page with all that was entered. `read` is
 * what a form with a file has in its other fields.
 */
export async function parseForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  read?: Record<string, string>,
): Promise<ParsedForm<Schema>> {
  // Good for one try, so it never goes back to the page.
  const { "cf-turnstile-response": botCheck, ...entered } = read ?? (await readForm(request));
  const result = schema.safeParse(entered);
  if (!result.success) {
    const { fieldErrors, formErrors } = z.flattenError(result.error);
    const message = formErrors[0];
    return {
      error: data(stateOf(entered, fieldErrors as FormState["errors"], { message }), { status: 422 }),
    };
  }
  return {
    values: result.data,
    botCheck,
    reject: (error, fieldOf) => rejected(request, entered, error, fieldOf),
    refuse: (field, message) => data(stateOf(entered, { [field]: [message] }, {}), { status: 422 }),
  };
}

/** Over a limit is a page of its own: 429 with `Retry-After`. */
export function throwIfTooMany(error: unknown): void {
  if (!isAPIError(error) || error.statusCode !== 429) return;
  throw tooMany(Number(retryAfterOf(error)));
}

/** What a page throws when it has counted too many attempts itself. */
export function tooMany(seconds: number) {
  return data({ retryAfterSeconds: seconds }, { status: 429, headers: { "Retry-After": String(seconds) } });
}

/** The same where the page is to stay as it is, with a message; nothing where the error is another one. */
export function tooManyHere(error: unknown, message: string): FormError | undefined {
  if (!isAPIError(error) || error.statusCode !== 429) return undefined;
  const headers = { "Retry-After": retryAfterOf(error) };
  return data(stateOf({}, {}, { message }), { status: 429, headers });
}

/** What is thrown where an admin who acts for somebody may not go; the error page has words for it. */
export function actingRefusal() {
  return data("acting", { status: 403 });
}

/** What a script shows when `auth.api` refused: a message for people. Over a limit it says so, with `Retry-After`. */
export function refusedAsJson(
  error: unknown,
  { message, status }: { message: string; status: number },
): Response {
  if (!isAPIError(error)) throw error;
  if (error.statusCode !== 429) return Response.json({ message }, { status });
  const retryAfter = retryAfterOf(error);
  return Response.json(
    { message: `Too many attempts. Try again in ${retryAfter} seconds.` },
    { status: 429, headers: { "Retry-After": retryAfter } },
  );
}

function retryAfterOf(error: APIError): string {
  return new Headers(error.headers).get("Retry-After") ?? String(lockedSeconds);
}

/** How long better-auth locks the second factor after ten wrong codes in a row. */
const lockedSeconds = 15 * 60;

function rejected(
  request: Request,
  entered: Record<string, string>,
  error: unknown,
  fieldOf: Partial<Record<AuthErrorCode, string>>,
): FormError {
  throwIfTooMany(error);
  if (!isAPIError(error)) throw error;
  const code = error.body?.code as AuthErrorCode | undefined;
  // The last proof of who one is was too long ago: another one, and back to the page. Pages that would lose much say it.
  if (code === "SESSION_NOT_FRESH" && !fieldOf[code])
    throw redirect(confirmPath(new URL(request.url).pathname), 303);
  if (code === "ACTING_FOR_SOMEBODY") throw actingRefusal();
  const field = code && fieldOf[code];
  if (!code || !field) throw error;
  // Until when and why is told by better-auth's own message, which is ours.
  const message = (code !== "BANNED_USER" && messageOf[code]) || error.message;
  const status = error.statusCode === 401 || error.statusCode === 403 ? 400 : error.statusCode;
  if (field === "form") return data(stateOf(entered, {}, { message, code }), { status });
  return data(stateOf(entered, { [field]: [message] }, { code }), { status });
}

const secretFields = new Set(["password", "newPassword", "currentPassword", "code", "setupToken"]);

function stateOf(
  entered: Record<string, string>,
  errors: FormState["errors"],
  rest: Pick<FormState, "message" | "code">,
): FormState {
  const values = Object.fromEntries(Object.entries(entered).filter(([name]) => !secretFields.has(name)));
  return { values, errors, ...rest };
}
