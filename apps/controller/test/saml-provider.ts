import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import samlp from 'samlp';

/** A SAML 2.0 identity provider of another maker (samlp), on a port of its own. Whoever comes is logged in as `person`. */
export interface SamlProvider {
  url: string;
  issuer: string;
  /** PEM. */
  certificate: string;
  stop(): Promise<void>;
}

interface Person {
  id: string;
  email: string;
  givenName: string;
  familyName: string;
}

export const startSamlProvider = async (person: Person, acs: string): Promise<SamlProvider> => {
  const { key, certificate } = await makeCertificate();
  const issuer = 'urn:test:identity-provider';
  const answer = samlp.auth({
    issuer,
    key,
    cert: certificate,
    destination: acs,
    recipient: acs,
    lifetimeInSeconds: 60,
    getPostURL: (_audience, _request, _req, done) => done(null, acs),
    getUserFromRequest: () => ({
      id: person.id,
      emails: [{ value: person.email }],
      displayName: `${person.givenName} ${person.familyName}`,
      name: { givenName: person.givenName, familyName: person.familyName },
    }),
  });
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://provider');
    // The package is made for express: these are the parts of it that it uses.
    const asked = Object.assign(request, { query: Object.fromEntries(searchParams) });
    const answering = Object.assign(response, {
      set: (name: string, value: string) => response.setHeader(name, value),
      send: (body: string | Buffer) => response.end(body),
    });
    answer(asked, answering, (error) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sso`,
    issuer,
    certificate,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const makeCertificate = async (): Promise<{ key: string; certificate: string }> => {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-saml-'));
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  try {
    const subject = ['-subj', '/CN=identity-provider', '-days', '2'];
    const files = ['-keyout', keyFile, '-out', certificateFile];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...files], {
      stdio: 'ignore',
    });
    return { key: readFileSync(keyFile, 'utf8'), certificate: readFileSync(certificateFile, 'utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
