import { field, FieldError, type Field } from '../../../platform/resource/index.ts';

const passkey: Field<never, Record<string, unknown>> = field.json({
  check: (value) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
    throw new FieldError('This must be the JSON form of a public key credential.');
  },
});

/** How a body proves a second factor: one of these. */
export const proofFields = {
  totp: field.text<never>({ max: 20 }),
  recovery_code: field.text<never>({ max: 40 }),
  passkey,
} as const;

/** The same for the API documentation. */
export const proofSchema = {
  totp: { type: 'string', description: 'Code of the app on the phone.' },
  recovery_code: { type: 'string' },
  passkey: {
    type: 'object',
    additionalProperties: true,
    description: '`PublicKeyCredential.toJSON()` of the browser.',
  },
};
