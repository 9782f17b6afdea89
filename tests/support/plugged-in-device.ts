import type { Page } from "@playwright/test";

/** A device that keeps passkeys and checks who is using it, in the browser of this page (WebAuthn L3 11). */
export async function plugInDevice(page: Page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** What the device holds now. */
    passkeys: async () => {
      const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials;
    },
    /** Somebody touches the device whenever it is asked, or nobody does. Autofill waits for that touch, too. */
    setTouched: (enabled: boolean) =>
      devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }),
    /** Whether the device finds that it is its owner who touches it. */
    setOwnerIsThere: (isUserVerified: boolean) =>
      devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

export type Device = Awaited<ReturnType<typeof plugInDevice>>;
