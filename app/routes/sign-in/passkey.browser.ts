import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  messageFor,
  signInWithPasskey,
  stopWaiting,
} from "~/auth/browser";

// The only script of the sign-in page: shows the passkey button where it works, waits for autofill, marks busy buttons.
// A challenge is good for five minutes, and the page may be open for longer.
const renewMs = 4 * 60_000;
const area = document.querySelector<HTMLElement>("[data-passkey]");
const button = document.querySelector<HTMLButtonElement>("[data-passkey-button]");
const error = document.querySelector<HTMLElement>("[data-passkey-error]");

if (area && button && browserSupportsWebAuthn()) {
  area.hidden = false;
  button.addEventListener("click", async () => {
    stopWaiting();
    if (error) error.textContent = "";
    button.ariaBusy = "true";
    await signIn(false);
    button.ariaBusy = null;
    waitForAutofill();
  });
  waitForAutofill();
  setInterval(() => button.ariaBusy || waitForAutofill(), renewMs);
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-busy]"))
  form.addEventListener("submit", () =>
    form.querySelector("button[type=submit]")?.setAttribute("aria-busy", "true"),
  );

/** Waits until a passkey is chosen from the suggestions of the first field. */
async function waitForAutofill() {
  if (await browserSupportsWebAuthnAutofill()) await signIn(true);
}

async function signIn(autofill: boolean) {
  try {
    const returnTo = button?.dataset.returnTo ?? "/dashboard";
    const at = button?.dataset.at ?? "/sign-in/passkey";
    location.assign(await signInWithPasskey({ at, returnTo, autofill }));
  } catch (problem) {
    // Nobody asked for anything yet.
    if (autofill && problem instanceof Error && problem.name === "NotAllowedError") return;
    const message = messageFor(problem);
    if (error && message) error.textContent = message;
  }
}
