/** Addresses of the small modules that pages without React load; see `pageScripts` in vite.config.ts. */
declare module "virtual:page-scripts" {
  export const passkeySignIn: string;
}
