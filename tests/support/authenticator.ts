import { base64url, cbor, der, join } from "./encoding";
import { origin, type Visitor } from "./visitor";

interface CreationOptions {
  challenge: string;
  rp: { id?: string; name: string };
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string }[];
  authenticatorSelection?: { residentKey?: string; userVerification?: string };
}
interface RequestOptions {
  challenge: string;
  rpId?: string;
  userVerification?: string;
  allowCredentials?: { id: string }[];
}

/** What goes differently from an honest ceremony. */
interface Ceremony {
  /** The device has checked who uses it. */
  verifiesUser?: boolean;
  origin?: string;
  /** How many signatures it has made; a synced passkey always says 0. */
  counter?: number;
}

interface Credential {
  id: Uint8Array;
  rpId: string;
  userHandle: string;
  keys: CryptoKeyPair;
}

const newPasskeyPage = "/account/security/passkeys/new";

/** A device that keeps passkeys: P-256, no attestation, as a platform authenticator does it (WebAuthn L3 6). */
export function newAuthenticator() {
  const credentials: Credential[] = [];

  async function create(
    options: CreationOptions,
    { verifiesUser = true, counter = 0, ...ceremony }: Ceremony = {},
  ) {
    const keys = (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const rpId = options.rp.id ?? "localhost";
    const credential = {
      id: crypto.getRandomValues(new Uint8Array(32)),
      rpId,
      userHandle: options.user.id,
      keys,
    };
    credentials.push(credential);
    const { id } = credential;
    const attested = [
      new Uint8Array(16),
      [id.length >> 8, id.length & 255],
      id,
      cbor(await coseKey(keys.publicKey)),
    ];
    const authData = join(
      await authenticatorData(rpId, { verifiesUser, counter, attested: true }),
      ...attested,
    );
    const attestationObject = cbor(
      new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", authData],
      ]),
    );
    const clientDataJSON = clientData("webauthn.create", options.challenge, ceremony);
    const response = {
      clientDataJSON: base64url(clientDataJSON),
      attestationObject: base64url(attestationObject),
      transports: ["internal"],
    };
    return {
      id: base64url(id),
      rawId: base64url(id),
      type: "public-key",
      clientExtensionResults: {},
      response,
    };
  }

  async function get(
    options: RequestOptions,
    { verifiesUser = true, counter = 0, ...ceremony }: Ceremony = {},
  ) {
    const credential = credentials.at(-1);
    if (!credential) throw new Error("no passkey on this device");
    const { id, keys, rpId, userHandle } = credential;
    const data = await authenticatorData(rpId, { verifiesUser, counter });
    const client = clientData("webauthn.get", options.challenge, ceremony);
    const signed = join(data, new Uint8Array(await crypto.subtle.digest("SHA-256", client)));
    const signature = der(
      new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, signed)),
    );
    const response = {
      clientDataJSON: base64url(client),
      authenticatorData: base64url(data),
      signature: base64url(signature),
      userHandle,
    };
    return {
      id: base64url(id),
      rawId: base64url(id),
      type: "public-key",
      clientExtensionResults: {},
      response,
    };
  }

  return { credentials, create, get };
}

export type Authenticator = ReturnType<typeof newAuthenticator>;

/** Adds a passkey the way the page's script does. */
export async function addPasskey(visitor: Visitor, device: Authenticator, ceremony?: Ceremony) {
  const options = await (await visitor.visit(newPasskeyPage)).json<CreationOptions>();
  return visitor.call(newPasskeyPage, { response: await device.create(options, ceremony) });
}

/** Signs in with the device's newest passkey the way the page's script does. */
export async function signInWithPasskey(
  visitor: Visitor,
  device: Authenticator,
  ceremony?: Ceremony,
  returnTo?: string,
) {
  const options = await passkeyOptions(visitor);
  return visitor.call("/sign-in/passkey", { response: await device.get(options, ceremony), returnTo });
}

export async function passkeyOptions(visitor: Visitor) {
  return (await visitor.visit("/sign-in/passkey")).json<RequestOptions>();
}

function clientData(type: string, challenge: string, { origin: from = origin }: Ceremony) {
  return new TextEncoder().encode(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
}

async function authenticatorData(
  rpId: string,
  { verifiesUser, counter, attested = false }: { verifiesUser: boolean; counter: number; attested?: boolean },
) {
  const present = 1;
  const synced = 8 + 16; // may be backed up, and is
  const flags = present + (verifiesUser ? 4 : 0) + synced + (attested ? 64 : 0);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(rpId));
  return join(
    new Uint8Array(hash),
    [flags],
    [counter >> 24, counter >> 16, counter >> 8, counter].map((byte) => byte & 255),
  );
}

async function coseKey(key: CryptoKey) {
  const { x = "", y = "" } = (await crypto.subtle.exportKey("jwk", key)) as JsonWebKey;
  return new Map<number, unknown>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, "base64url")],
    [-3, Buffer.from(y, "base64url")],
  ]);
}
