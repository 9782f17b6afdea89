/** A provider as a way to sign in, by its id; the others are called as in the list of what happened to an account. */
export function throughWay(providerId: string): string {
  return `through-${providerId}`;
}
