import { randomBytes } from 'node:crypto';
import { SAML, ValidateInResponseTo, type CacheProvider, type Profile } from '@node-saml/node-saml';
import type { Db } from '@netloom/server-kit';
import type { Identity } from './identities.ts';
import type { SamlProvider } from './providers.ts';
import { SignOnError } from './sign-on-error.ts';

/** SAML 2.0 web browser profile: the request by redirect, the answer by post, signed assertions only. */
export interface SamlClient {
  /** Where to send the browser, and the id that the answer must refer to. */
  begin(): Promise<{ url: string; requestId: string }>;
  /**
   * Who the answer of the provider is about, and which request it answers. An answer is taken once.
   *
   * @throws SignOnError when it is not signed by the provider, too old, for somebody else, or not asked for.
   */
  finish(samlResponse: string): Promise<{ identity: Identity; requestId: string }>;
  /** What the provider must know of this site (XML). */
  metadata(): string;
}

/** How long there is time at the provider, in milliseconds. */
const requestMs = 900_000;
/** Clocks of the two sides may differ by this much, in milliseconds. */
const skewMs = 60_000;

const usualEmailAttributes = [
  'email',
  'mail',
  'emailAddress',
  'urn:oid:0.9.2342.19200300.100.1.3',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
];

export const createSamlClient = (
  provider: SamlProvider,
  options: {
    db: Db;
    /** Entity id of this site. */
    entityId: string;
    /** Where the provider posts its answers. */
    callbackUrl: string;
    log: { warn(facts: object, message: string): void };
  },
): SamlClient => {
  const { db, entityId, callbackUrl, log } = options;

  /** Requests live in the database: another process may get the answer. They are taken out by `finish`, once. */
  const requests: CacheProvider = {
    saveAsync: async (id, value) => {
      const created = new Date(value);
      await db
        .deleteFrom('users_samlrequest')
        .where('created', '<=', new Date(Date.now() - requestMs))
        .execute();
      await db.insertInto('users_samlrequest').values({ id, created }).execute();
      return { value, createdAt: created.getTime() };
    },
    getAsync: async (id) => {
      const row = await db
        .selectFrom('users_samlrequest')
        .select('created')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.created.toISOString() ?? null;
    },
    // A wrong answer must not use up the request: whoever sees its id could end every login.
    removeAsync: async (id) => id,
  };

  const createClient = (requestId?: string): SAML =>
    new SAML({
      entryPoint: provider.entryPoint,
      issuer: entityId,
      callbackUrl,
      audience: entityId,
      idpCert: [...provider.certificates],
      identifierFormat: null,
      disableRequestedAuthnContext: true,
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      acceptedClockSkewMs: skewMs,
      validateInResponseTo: ValidateInResponseTo.always,
      requestIdExpirationPeriodMs: requestMs,
      cacheProvider: requests,
      ...(requestId === undefined ? {} : { generateUniqueId: () => requestId }),
    });

  const takeRequest = async (id: string): Promise<boolean> => {
    const { numDeletedRows } = await db
      .deleteFrom('users_samlrequest')
      .where('id', '=', id)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  };

  return {
    begin: async () => {
      const requestId = `_${randomBytes(20).toString('hex')}`;
      const url = await createClient(requestId).getAuthorizeUrlAsync('', undefined, {});
      return { url, requestId };
    },
    finish: async (samlResponse) => {
      try {
        const { profile } = await createClient().validatePostResponseAsync({ SAMLResponse: samlResponse });
        if (!profile) throw new Error('there is no assertion');
        const requestId = answeredRequest(profile, callbackUrl);
        if (profile.issuer !== provider.issuer) throw new Error(`the issuer is ${profile.issuer}`);
        if (!(await takeRequest(requestId))) throw new Error('the answer was used already');
        return { identity: readIdentity(profile, provider), requestId };
      } catch (error) {
        log.warn({ err: error, provider: provider.id }, 'a login through an identity provider failed');
        throw new SignOnError(`The login at ${provider.label} was not completed. Start again.`);
      }
    },
    metadata: () => createClient().generateServiceProviderMetadata(null),
  };
};

interface SubjectConfirmation {
  SubjectConfirmationData?: { $?: { InResponseTo?: string; Recipient?: string } }[];
}

/**
 * The request that the assertion itself answers, by its signed part: what the envelope around it says could be
 * anybody's. The assertion must also be meant for this address.
 */
const answeredRequest = (profile: Profile, callbackUrl: string): string => {
  const { Assertion: assertion } = (profile.getAssertion?.() ?? {}) as {
    Assertion?: { Subject?: { SubjectConfirmation?: SubjectConfirmation[] }[] };
  };
  const confirmations = assertion?.Subject?.[0]?.SubjectConfirmation ?? [];
  const data = confirmations.flatMap(({ SubjectConfirmationData: given }) => given?.[0]?.$ ?? []);
  const fitting = data.find(
    ({ InResponseTo: id, Recipient: recipient }) =>
      id === profile['inResponseTo'] && recipient === callbackUrl,
  );
  if (fitting?.InResponseTo === undefined)
    throw new Error('the assertion is not an answer to a request of ours');
  return fitting.InResponseTo;
};

const readIdentity = (profile: Profile, { emailAttribute }: SamlProvider): Identity => {
  const attributes = (profile['attributes'] ?? {}) as Record<string, unknown>;
  const first = (...names: string[]): string | undefined =>
    names
      .map((name) => [attributes[name]].flat()[0])
      .find((value): value is string => typeof value === 'string' && value !== '');
  const { nameID, nameIDFormat = '' } = profile;
  const isTransient = nameIDFormat.endsWith(':transient');
  const email =
    first(...(emailAttribute === undefined ? usualEmailAttributes : [emailAttribute])) ??
    (nameIDFormat.endsWith(':emailAddress') ? nameID : undefined);
  // A transient name is another one at each login.
  const subject = isTransient ? email?.toLowerCase() : nameID;
  if (!subject) throw new Error('the assertion names nobody');
  return {
    subject,
    email,
    // The provider was chosen to say who people are, and says nothing of addresses apart from that.
    isEmailVerified: true,
    username: first('uid', 'username', 'urn:oid:0.9.2342.19200300.100.1.1'),
    firstName: first('givenName', 'first_name', 'urn:oid:2.5.4.42') ?? '',
    lastName: first('sn', 'surname', 'last_name', 'urn:oid:2.5.4.4') ?? '',
  };
};
