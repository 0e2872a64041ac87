import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { signSamlPost } from '@node-saml/node-saml/lib/saml-post-signing.js';

/** What an answer says; everything that a provider, or somebody who plays one, may get wrong. */
interface AnswerOptions {
  requestId: string;
  nameId?: string;
  nameIdFormat?: string;
  attributes?: Record<string, string>;
  audience?: string;
  recipient?: string;
  issuer?: string;
  /** Of the assertion; the envelope around it always names `requestId`. */
  inResponseTo?: string | null;
  /** Seconds from now. */
  notBefore?: number;
  notOnOrAfter?: number;
  sign?: 'assertion' | 'response' | 'nothing';
}

/** A SAML 2.0 identity provider without a network: reads requests, and signs answers with a key of its own. */
export interface TestIdentityProvider {
  entityId: string;
  certificate: string;
  /** The id of a request, by the address that the browser is sent to. */
  requestIdOf(url: string): string;
  /** The value of the form field `SAMLResponse`. */
  answer(options: AnswerOptions): string;
}

export const createIdentityProvider = (site: { audience: string; acs: string }): TestIdentityProvider => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const entityId = 'https://id.example.org/metadata';
  const time = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
  const newId = (): string => `_${randomBytes(16).toString('hex')}`;
  const sign = (xml: string, element: string): string =>
    signSamlPost(xml, `/*[local-name(.)="${element}"]`, {
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      signatureAlgorithm: 'sha256',
      digestAlgorithm: 'sha256',
    });

  return {
    entityId,
    certificate: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    requestIdOf: (url) => {
      const request = new URL(url).searchParams.get('SAMLRequest') ?? '';
      const xml = inflateRawSync(Buffer.from(request, 'base64')).toString();
      return /\bID="([^"]+)"/.exec(xml)?.[1] ?? '';
    },
    answer: (options) => {
      const { requestId, nameId = 'anna-1', notBefore = -10, notOnOrAfter = 60 } = options;
      const {
        nameIdFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
        attributes = { mail: 'anna@example.org', uid: 'anna', givenName: 'Anna' },
        audience = site.audience,
        recipient = site.acs,
        issuer = entityId,
        inResponseTo = requestId,
      } = options;
      const answers = inResponseTo === null ? '' : ` InResponseTo="${inResponseTo}"`;
      const statements = Object.entries(attributes)
        .map(
          ([name, value]) =>
            `<saml:Attribute Name="${name}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`,
        )
        .join('');
      const assertion =
        `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${newId()}" Version="2.0" IssueInstant="${time(0)}">` +
        `<saml:Issuer>${issuer}</saml:Issuer>` +
        `<saml:Subject><saml:NameID Format="${nameIdFormat}">${nameId}</saml:NameID>` +
        `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData${answers} Recipient="${recipient}" NotOnOrAfter="${time(notOnOrAfter)}"/></saml:SubjectConfirmation></saml:Subject>` +
        `<saml:Conditions NotBefore="${time(notBefore)}" NotOnOrAfter="${time(notOnOrAfter)}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
        `<saml:AuthnStatement AuthnInstant="${time(0)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
        `<saml:AttributeStatement>${statements}</saml:AttributeStatement></saml:Assertion>`;
      const signed = options.sign ?? 'assertion';
      const response =
        `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${newId()}" Version="2.0" IssueInstant="${time(0)}" InResponseTo="${requestId}" Destination="${site.acs}">` +
        `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer>` +
        `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>` +
        `${signed === 'assertion' ? sign(assertion, 'Assertion') : assertion}</samlp:Response>`;
      return Buffer.from(signed === 'response' ? sign(response, 'Response') : response).toString('base64');
    },
  };
};
