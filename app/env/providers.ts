/** A social provider that is switched on: better-auth's id of it, and the client that the operator registered there. */
export interface SocialProviderSettings {
  id: string;
  clientId: string;
  clientSecret: string;
}

/** Providers that better-auth knows and that need no more than an id and a secret. */
export const providerIds = [
  ..."google github microsoft apple".split(" "),
  ..."atlassian cloudflare discord dropbox facebook figma gitlab huggingface kakao kick line linear".split(
    " ",
  ),
  ..."linkedin naver notion paypal polar railway reddit roblox salesforce slack spotify tiktok".split(" "),
  ..."twitch twitter vercel vk wechat zoom".split(" "),
];

/** `<NAME>_CLIENT_ID` and `<NAME>_CLIENT_SECRET` of every provider that has both; one without the other is a problem. */
export function configuredProviders(bindings: object): {
  providers: SocialProviderSettings[];
  problems: string[];
} {
  const values = new Map(Object.entries(bindings));
  const providers: SocialProviderSettings[] = [];
  const problems: string[] = [];
  for (const id of providerIds) {
    const [idName, secretName] = [`${id.toUpperCase()}_CLIENT_ID`, `${id.toUpperCase()}_CLIENT_SECRET`];
    const [clientId, clientSecret] = [values.get(idName), values.get(secretName)].map(textOf);
    if (clientId && clientSecret) providers.push({ id, clientId, clientSecret });
    else if (clientId) problems.push(`${secretName}: is missing, and ${idName} is set. Set both or none`);
    else if (clientSecret) problems.push(`${idName}: is missing, and ${secretName} is set. Set both or none`);
  }
  return { providers, problems };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
