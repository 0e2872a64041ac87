import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  type Configuration,
} from 'openid-client';
import type { Identity } from './identities.ts';
import type { OidcProvider } from './providers.ts';
import { SignOnError } from './sign-on-error.ts';

/** OpenID Connect: authorization code flow with PKCE, state and nonce. */
export interface OidcClient {
  /** Where to send the browser, and what has to be known when it comes back. */
  begin(redirectUri: string): Promise<{ url: string; state: string; nonce: string; verifier: string }>;
  /**
   * Who has come back. `url` is the address that the provider has sent the browser to, with its query.
   *
   * @throws SignOnError when the provider refused, or anything does not fit what was begun.
   */
  finish(url: URL, begun: { state: string; nonce: string; verifier: string }): Promise<Identity>;
}

/** The provider's addresses and keys are asked for at the first login and kept for so long, in milliseconds. */
const discoveryMs = 3_600_000;

export const createOidcClient = (
  provider: OidcProvider,
  { log }: { log: { warn(facts: object, message: string): void } },
): OidcClient => {
  let found: { configuration: Promise<Configuration>; until: number } | undefined;

  const configure = async (): Promise<Configuration> => {
    if (found && found.until > Date.now()) return found.configuration;
    const isInsecure = provider.issuer.startsWith('http:');
    const configuration = discovery(
      new URL(provider.issuer),
      provider.clientId,
      provider.clientSecret,
      undefined,
      // The settings allow this for this very machine alone.
      { execute: isInsecure ? [allowInsecureRequests] : [], timeout: 10 },
    );
    found = { configuration, until: Date.now() + discoveryMs };
    try {
      return await configuration;
    } catch (error) {
      found = undefined;
      log.warn({ err: error, provider: provider.id }, 'an identity provider cannot be reached');
      throw new SignOnError(`${provider.label} cannot be reached. Try again later.`);
    }
  };

  return {
    begin: async (redirectUri) => {
      const configuration = await configure();
      const [verifier, state, nonce] = [randomPKCECodeVerifier(), randomState(), randomNonce()];
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: provider.scope,
        response_type: 'code',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return { url: url.href, state, nonce, verifier };
    },
    finish: async (url, { state, nonce, verifier }) => {
      const configuration = await configure();
      try {
        const tokens = await authorizationCodeGrant(configuration, url, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('there is no id token');
        const isComplete =
          typeof claims['email'] === 'string' || !configuration.serverMetadata().userinfo_endpoint;
        const more = isComplete ? {} : await fetchUserInfo(configuration, tokens.access_token, claims.sub);
        return readIdentity({ ...more, ...claims });
      } catch (error) {
        log.warn({ err: error, provider: provider.id }, 'a login through an identity provider failed');
        throw new SignOnError(`The login at ${provider.label} was not completed. Start again.`);
      }
    },
  };
};

const readIdentity = (claims: Readonly<Record<string, unknown>>): Identity => {
  const text = (name: string): string | undefined => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  return {
    subject: text('sub') ?? '',
    email: text('email'),
    isEmailVerified: claims['email_verified'] === true || claims['email_verified'] === 'true',
    username: text('preferred_username'),
    firstName: text('given_name') ?? '',
    lastName: text('family_name') ?? '',
  };
};
