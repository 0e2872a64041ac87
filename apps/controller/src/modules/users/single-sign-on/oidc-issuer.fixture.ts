import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** A person at the issuer. */
interface Account {
  sub: string;
  [claim: string]: unknown;
}

/** An OpenID Connect issuer on loopback: logs in whoever `account` says, without a question. */
export interface TestIssuer {
  url: string;
  account: Account;
  /** Goes through the issuer's pages like a browser; returns the address that it is sent back to. */
  visit(url: string): Promise<URL>;
  close(): Promise<void>;
}

export const testClient = { id: 'netloom', secret: 'a-client-secret' };

export const startOidcIssuer = async (redirectUri: string): Promise<TestIssuer> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = { url, account: { sub: 'nobody' } as Account };

  const configuration: Configuration = {
    clients: [
      {
        client_id: testClient.id,
        client_secret: testClient.secret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['a-cookie-key'] },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['preferred_username', 'given_name', 'family_name'],
    },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ ...issuer.account, sub: id }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId;
      const grant = new oidc.provider.Grant({
        clientId: testClient.id,
        ...(accountId === undefined ? {} : { accountId }),
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  };
  const provider = new Provider(url, configuration);
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void handle(request, response);
    void provider.interactionFinished(request, response, { login: { accountId: issuer.account.sub } });
  });

  return Object.assign(issuer, {
    visit: async (start: string): Promise<URL> => {
      const cookies = new Map<string, string>();
      let next = start;
      for (let hops = 0; hops < 10 && next.startsWith(url); hops++) {
        const answer = await fetch(next, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const line of answer.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          cookies.set(name, value);
        }
        const location = answer.headers.get('location');
        if (location === null) throw new Error(`the issuer answers ${answer.status}: ${await answer.text()}`);
        next = new URL(location, next).href;
      }
      return new URL(next);
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
};
