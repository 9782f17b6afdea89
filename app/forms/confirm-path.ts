/** Where one proves who one is, to go on to `returnTo`. */
export function confirmPath(returnTo: string): string {
  return `/account/confirm?${new URLSearchParams({ returnTo })}`;
}
