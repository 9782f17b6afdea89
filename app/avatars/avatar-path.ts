const path = /^\/avatars\/([\w-]{22})$/;

/** Where the picture that is stored under `key` is served. */
export function avatarPath(key: string): string {
  return `/avatars/${key}`;
}

/** A picture as pages show it. One elsewhere would tell its host who looks at the page; the policy refuses it as well. */
export function shownAvatar(image: string | null | undefined): string | undefined {
  return avatarKey(image) && (image ?? undefined);
}

/** The key in a path of ours; nothing for whatever else stands in `user.image`, like an address at a provider. */
export function avatarKey(image: string | null | undefined): string | undefined {
  return path.exec(image ?? "")?.[1];
}
