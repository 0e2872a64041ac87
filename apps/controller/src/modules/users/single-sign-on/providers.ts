import { SettingsError } from '@netloom/server-kit';

interface CommonProvider {
  /** In addresses; never changed, users are known by it. */
  id: string;
  /** On the button of the login page. */
  label: string;
  /** Users who are not known yet get an account. */
  createUsers: boolean;
  /** Slug of the organization whose members they become. */
  organization: string | undefined;
  /** E-mail addresses of other domains are refused; empty: all are taken. Lower case. */
  domains: readonly string[];
  /** Superusers may be recognised by their e-mail address. */
  superusers: boolean;
}

export interface OidcProvider extends CommonProvider {
  type: 'oidc';
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  scope: string;
}

export interface SamlProvider extends CommonProvider {
  type: 'saml';
  /** Where the browser is sent with the request (HTTP-Redirect binding). */
  entryPoint: string;
  /** PEM, or base64 without the lines around it; several while the provider changes its key. */
  certificates: readonly string[];
  /** Entity id of the provider. */
  issuer: string;
  /** Attribute with the e-mail address. Unset: the usual names, then the name id. */
  emailAttribute: string | undefined;
}

export type IdentityProvider = OidcProvider | SamlProvider;

type Given = Readonly<Record<string, unknown>>;

const setting = 'NETLOOM_SINGLE_SIGN_ON';

const keys = {
  common: ['type', 'label', 'create_users', 'organization', 'domains', 'superusers'],
  oidc: ['issuer', 'client_id', 'client_secret', 'scope'],
  saml: ['entry_point', 'certificate', 'issuer', 'email_attribute'],
};

/**
 * The identity providers of the setting: `{"<id>": {"type": "oidc" | "saml", …}}`.
 *
 * @throws SettingsError that names the provider and the key.
 */
export const readProviders = (
  given: Given,
  { siteUrl }: { siteUrl: string | undefined },
): IdentityProvider[] => {
  const entries = Object.entries(given);
  if (entries.length > 0 && siteUrl === undefined)
    throw new SettingsError(`${setting}: set NETLOOM_SITE_URL too: providers send people back to it`);
  return entries.map(([id, provider]) => readProvider(id, provider));
};

const readProvider = (id: string, given: unknown): IdentityProvider => {
  const wrong = (key: string, allowed: string): SettingsError =>
    new SettingsError(`${setting}: "${id}.${key}" is not allowed: it must be ${allowed}`);
  if (!/^[a-z0-9-]{1,40}$/.test(id))
    throw new SettingsError(
      `${setting}: "${id}" is not allowed: a name has lower-case letters, digits and hyphens`,
    );
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw wrong('', 'a JSON object');
  const values = given as Given;

  const text = (key: string, fallback?: string): string => {
    const value = values[key] ?? fallback;
    if (typeof value === 'string' && value !== '') return value;
    throw wrong(key, 'a text');
  };
  const optionalText = (key: string): string | undefined =>
    values[key] === undefined ? undefined : text(key);
  const flag = (key: string, fallback: boolean): boolean => {
    const value = values[key] ?? fallback;
    if (typeof value === 'boolean') return value;
    throw wrong(key, 'true or false');
  };
  const list = (key: string): string[] => {
    const value = [values[key] ?? []].flat() as unknown[];
    if (value.every((item): item is string => typeof item === 'string' && item !== '')) return value;
    throw wrong(key, 'a list of texts');
  };
  /** Secure, or on this very machine. */
  const address = (key: string): string => {
    const url = URL.parse(text(key));
    const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url?.hostname ?? '');
    if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal))) return text(key);
    throw wrong(key, 'an https URL');
  };

  const { type } = values;
  if (type !== 'oidc' && type !== 'saml') throw wrong('type', 'oidc or saml');
  const unknown = Object.keys(values).find((key) => ![...keys.common, ...keys[type]].includes(key));
  if (unknown !== undefined)
    throw new SettingsError(
      `${setting}: "${id}.${unknown}" is not known; there are ${[...keys.common, ...keys[type]].join(', ')}`,
    );
  const common: CommonProvider = {
    id,
    label: text('label', id),
    createUsers: flag('create_users', false),
    organization: optionalText('organization'),
    domains: list('domains').map((domain) => domain.toLowerCase()),
    superusers: flag('superusers', false),
  };
  if (type === 'oidc') {
    return {
      ...common,
      type,
      issuer: address('issuer'),
      clientId: text('client_id'),
      clientSecret: optionalText('client_secret'),
      scope: text('scope', 'openid email profile'),
    };
  }
  const certificates = list('certificate');
  if (certificates.length === 0) throw wrong('certificate', 'a certificate in PEM, or a list of them');
  return {
    ...common,
    type,
    entryPoint: address('entry_point'),
    certificates,
    issuer: text('issuer'),
    emailAttribute: optionalText('email_attribute'),
  };
};
