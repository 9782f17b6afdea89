interface TextFacts {
  appName: string;
  /** Origin of this deployment, without a slash at the end. */
  baseUrl: string;
}

/** The code that signs in, confirms a number, or is the second step. */
export function signInCode({ code, ...facts }: TextFacts & { code: string }): string {
  return withCode(code, `${code} is your code for ${facts.appName}. Never tell it to anybody.`, facts);
}

/** The code with which a forgotten password is set anew. */
export function newPasswordCode({ code, ...facts }: TextFacts & { code: string }): string {
  const what = `${code} is your code to set a new password for ${facts.appName}. Never tell it to anybody.`;
  return withCode(code, what, facts);
}

/** The last line lets a phone offer the code by itself (WebOTP, origin-bound one-time codes). */
function withCode(code: string, text: string, { baseUrl }: TextFacts): string {
  return `${text}\n\n@${new URL(baseUrl).host} #${code}`;
}

/** What the owner of a number is told at once. */
const words = {
  "number-replaced": "Your account has another phone number now; this one no longer belongs to it.",
  "number-removed": "This phone number was removed from your account.",
  "password-reset": "Your password was set anew by a code to this number.",
} as const;

export type TextNotice = keyof typeof words;

/** Tells the owner of a number what happened, so that one who did not do it can act. */
export function textNotice(notice: TextNotice, { appName, baseUrl }: TextFacts): string {
  return `${appName}: ${words[notice]} If this was not you, set a new password: ${baseUrl}/forgot-password`;
}
