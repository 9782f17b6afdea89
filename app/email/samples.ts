import { accountDeleted } from "./account-deleted";
import { accountExists } from "./account-exists";
import { accountInvitation } from "./account-invitation";
import { addressChangeUndone } from "./address-change-undone";
import { addressChanged, addressLeft } from "./address-changed";
import { addressTaken } from "./address-taken";
import { adminChanges, adminNotice } from "./admin-notice";
import { confirmNewAddress } from "./confirm-new-address";
import { deleteAccount } from "./delete-account";
import { joinAnswerMail } from "./join-answer";
import { joinRequestMail } from "./join-request";
import type { Email } from "./layout";
import { memberAdded } from "./member-added";
import { newDevice } from "./new-device";
import { organizationDeleted } from "./organization-deleted";
import { organizationInvitation } from "./organization-invitation";
import { ownershipReceived } from "./ownership-received";
import { resetPassword } from "./reset-password";
import { type SecurityChange, securityChanges, securityNotice } from "./security-notice";
import { signInCode } from "./sign-in-code";
import { signInLink } from "./sign-in-link";
import { signUpInvitationMail } from "./sign-up-invitation";
import { verifyAddress } from "./verify-address";
import { webhookDisabled } from "./webhook-disabled";

/** Every message with made-up facts, for the page that shows them all and for tests. */
export function sampleEmails({ appName, baseUrl }: { appName: string; baseUrl: string }): Email[] {
  const facts = {
    to: "ada@example.com",
    appName,
    baseUrl,
    who: "Firefox on Windows, London, GB, 2026-01-31 09:30 UTC",
  };
  const organization = { organization: "Analytical Engines", slug: "analytical-engines" };
  const hook = { id: "sample", host: "hooks.example.com", description: "Sends welcome mails" };
  return [
    signUpInvitationMail({
      ...facts,
      token: "sample",
      inviter: "Grace Hopper",
      at: new Date("2026-01-31T09:30:00Z"),
    }),
    accountInvitation({
      ...facts,
      token: "sample",
      admin: "Grace Hopper",
      at: new Date("2026-01-31T09:30:00Z"),
    }),
    verifyAddress({ ...facts, token: "sample", returnTo: "/" }),
    accountExists({ ...facts, emailVerified: true }),
    accountExists({ ...facts, emailVerified: false }),
    resetPassword({ ...facts, token: "sample" }),
    signInLink({ ...facts, token: "sample", returnTo: "/dashboard" }),
    signInCode({ ...facts, code: "123456", purpose: "sign-in" }),
    deleteAccount({ ...facts, token: "sample" }),
    accountDeleted(facts),
    organizationInvitation({
      ...facts,
      id: "sample",
      proof: "sample",
      organization: "Analytical Engines",
      inviter: "Charles Babbage",
      role: "member",
    }),
    memberAdded({ ...facts, ...organization, by: "Charles Babbage", role: "member" }),
    ownershipReceived({ ...facts, ...organization, from: "Charles Babbage" }),
    joinRequestMail({
      ...facts,
      ...organization,
      person: { name: "Grace Hopper", email: "grace@example.com" },
    }),
    joinAnswerMail({ ...facts, ...organization, isAccepted: true }),
    joinAnswerMail({ ...facts, ...organization, isAccepted: false }),
    organizationDeleted({ ...facts, ...organization, by: "Charles Babbage" }),
    newDevice({ ...facts, token: "sample" }),
    confirmNewAddress({ ...facts, token: "sample" }),
    addressTaken(facts),
    addressChanged(facts),
    addressLeft({ ...facts, newEmail: "l…@example.com", token: "sample" }),
    addressChangeUndone({ ...facts, isBack: true }),
    addressChangeUndone({ ...facts, isBack: false }),
    webhookDisabled({ ...facts, ...hook, isGone: false }),
    webhookDisabled({ ...facts, ...hook, description: "", isGone: true }),
    ...adminChanges.map((change) => adminNotice({ ...facts, change, detail: "grace@example.com" })),
    ...securityChanges.map((change: SecurityChange) => securityNotice({ ...facts, change })),
  ];
}
