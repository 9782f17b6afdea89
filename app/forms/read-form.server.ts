import { data } from "react-router";
import { readBody } from "./read-body.server";

const largestForm = 64 * 1024;

/** What was entered in a form without a file, by field. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const body = await readBody(request, largestForm);
  if (!body) throw data("Content Too Large", { status: 413 });
  return textsIn(await formOf(request, body));
}

/** The form in a body that was read, of the kind that the request says. */
export async function formOf({ headers }: Request, body: BodyInit): Promise<FormData> {
  const type = { headers: { "Content-Type": headers.get("Content-Type") ?? "" } };
  return new Response(body, type).formData().catch(() => {
    throw data("Unsupported Media Type", { status: 415 });
  });
}

/** Everything in a form that is no file. */
export function textsIn(form: FormData): Record<string, string> {
  const entered: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") entered[name] = value;
  return entered;
}
