/** True where the browser can make and use passkeys: on HTTPS, or on the machine itself. */
export const canUsePasskeys = (): boolean =>
  window.isSecureContext &&
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';

type Json = Readonly<Record<string, unknown>>;

const toJson = (credential: Credential | null): Json => {
  if (!(credential instanceof PublicKeyCredential)) throw new Error('the browser gave no passkey');
  return credential.toJSON() as unknown as Json;
};

/** Asks the person for one of their passkeys. Throws when they do not want to, or none fits. */
export const askForPasskey = async (options: Json): Promise<Json> => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  return toJson(await navigator.credentials.get({ publicKey }));
};

/** Makes a passkey with the person's help. Throws when they do not want to. */
export const makePasskey = async (options: Json): Promise<Json> => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as unknown as PublicKeyCredentialCreationOptionsJSON,
  );
  return toJson(await navigator.credentials.create({ publicKey }));
};
