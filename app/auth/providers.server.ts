import { socialProviders } from "@better-auth/core/social-providers";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import type { Env } from "../env.server";
import { nameFrom } from "../forms/rules";

/** A provider that people can choose on a page. */
export interface ListedProvider {
  id: string;
  name: string;
}

type ProviderId = keyof typeof socialProviders;

/** Names that people know, where better-auth's are others. */
const names: Record<string, string> = {
  microsoft: "Microsoft",
  linkedin: "LinkedIn",
  gitlab: "GitLab",
  twitter: "X",
};

/** Every provider that is switched on, in the order of its settings. */
export function listProviders(env: Env): ListedProvider[] {
  const social = env.socialProviders.map(({ id, clientId, clientSecret }) => ({
    id,
    name: names[id] ?? socialProviders[id as ProviderId]({ clientId, clientSecret } as never).name,
  }));
  const generic = env.OAUTH_PROVIDERS.map(({ providerId, name }) => ({ id: providerId, name }));
  return [...social, ...generic];
}

/** better-auth's own providers. An address that the provider has not checked is confirmed by mail before a session begins. */
export function socialProviderOptions(env: Env) {
  return Object.fromEntries(
    env.socialProviders.map(({ id, clientId, clientSecret }) => [
      id,
      {
        clientId,
        clientSecret,
        ...(id === "tiktok" && { clientKey: clientId }),
        // Microsoft has no address for a picture, and one without is not kept: it would be fetched for nothing.
        ...(id === "microsoft" && { disableProfilePhoto: true }),
        ...(mayLackName.has(id) && { mapProfileToUser: named }),
        requireEmailVerification: true,
      },
    ]),
  );
}

/** Apple tells a name the first time only: whoever deleted their account here comes back without one. */
const mayLackName = new Set(["apple", "microsoft"]);

function named({ name, email }: { name?: string; email?: string }) {
  return name || !email ? {} : { name: nameFrom(email) };
}

/** Any other provider, from `OAUTH_PROVIDERS`: with PKCE (RFC 7636), and its ID token verified where it has one. */
export function otherProviders(env: Env) {
  return genericOAuth({
    config: env.OAUTH_PROVIDERS.map((provider) => ({
      ...provider,
      pkce: true,
      requireEmailVerification: true,
    })),
  });
}
