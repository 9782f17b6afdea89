import { organizationInvitation } from "../email/organization-invitation";
import { inBackground, requestHeaders } from "../request-scope.server";
import type { AuthServices } from "./auth.server";
import { whoAsked } from "./device.server";
import { makeInvitationProof } from "./invitation-proof.server";

interface Invitation {
  id: string;
  email: string;
  role: string;
  /** By name. */
  organization: string;
  inviter: string;
}

/** Sends the mail of an invitation after the response: it alone carries the proof of the address. */
export function invitationMailer({ env, sendEmail }: AuthServices): (invitation: Invitation) => void {
  const { APP_NAME: appName, BETTER_AUTH_URL: baseUrl } = env;
  const secret = env.BETTER_AUTH_SECRETS?.[0]?.value ?? env.BETTER_AUTH_SECRET;
  return ({ email: to, id, ...facts }) => {
    const who = whoAsked(requestHeaders());
    const send = async () => {
      const proof = await makeInvitationProof(secret, { id, email: to });
      await sendEmail(organizationInvitation({ ...facts, to, id, proof, appName, baseUrl, who }));
    };
    inBackground(send());
  };
}
