declare module "*/scripts/invitation.mjs" {
  export function newInvitation(
    address: string,
    now?: number,
  ): { address: string; token: string; statement: string };
}
