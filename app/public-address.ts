const privateNames =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|arpa|onion|test|invalid)$/;

/**
 * True for the name of a host that anybody could reach. An address of numbers may be one of our own network. A name may
 * lead there as well, but what answers by https would need a certificate for that name.
 */
export function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  return /\.[a-z][a-z0-9-]*$/.test(name) && !privateNames.test(name);
}
