import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { waitFor } from '@netloom/server-kit/testing';
import { expect } from 'vitest';
import { startTestDevice } from '../../src/testing/index.ts';
import type { Case, Contract, Stage } from './contract.ts';
import { missing } from './problems.ts';

interface AuthStage extends Stage {
  /** A token that was issued before the database broke. */
  token: string;
}

const dropTable = ({ device }: AuthStage, table: string): void => {
  const file = join(device.context.paths.secrets, 'tokens.db');
  const database = new DatabaseSync(file, { timeout: 1000, enableForeignKeyConstraints: false });
  database.exec(`drop table ${table}`);
  database.close();
};

/** A table that is gone: the service makes it again, and answers 503 until it has. */
const outage = (table: 'tokens' | 'signing_keys'): Case<AuthStage> => ({
  status: 503,
  when: 'while the database cannot be used',
  arrange: (stage) => dropTable(stage, table),
  restore: ({ device }) =>
    waitFor('the database is mended', async () => {
      const { status } = await device.call('GET', '/auth/signing_keys');
      return status === 200;
    }),
  answer: { detail: 'Service temporarily unavailable' },
});

const unnamed = { status: 412, answer: { detail: 'Device ID (did) is required' } };
const body = { device_id: 'lab-1' };
const nameless: Case<AuthStage> = {
  ...unnamed,
  when: 'for an empty name',
  body: { device_id: '' },
};
const bodyless: Case<AuthStage> = {
  status: 422,
  when: 'without a name',
  body: {},
  answer: { detail: [missing(['body', 'device_id'], {})] },
};
const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$/) as unknown;
const count = expect.any(Number) as unknown;

/** Section 3.2. */
export const authContract: Contract<AuthStage> = {
  title: 'auth',
  start: async () => {
    const device = await startTestDevice();
    return { device, token: '', stop: () => device.stop() };
  },
  operations: [
    {
      operation: 'POST /auth/token',
      success: {
        body,
        answer: { access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/), token_type: 'bearer' },
      },
      errors: [nameless, bodyless, { ...outage('tokens'), body }],
    },
    {
      operation: 'DELETE /auth/token',
      success: { body, answer: { status: 'success', message: 'Token revoked', device_id: 'test' } },
      errors: [
        nameless,
        bodyless,
        {
          ...outage('tokens'),
          body,
          arrange: async (stage) => {
            stage.token = await stage.device.token();
            dropTable(stage, 'tokens');
          },
          token: ({ token }) => token,
        },
      ],
    },
    {
      operation: 'POST /auth/signing_key',
      success: {
        answer: {
          key_id: count,
          message: 'New signing key created',
          key: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
        },
      },
      errors: [outage('signing_keys')],
    },
    {
      operation: 'GET /auth/signing_keys',
      success: {
        arrange: ({ device }) => device.token(),
        answer: expect.arrayContaining([
          { id: count, active: true, created_at: isoTime, token_count: count },
        ]),
      },
      errors: [outage('signing_keys')],
    },
    {
      operation: 'GET /auth/debug/cache/verify',
      success: {
        // A key is remembered once a token was checked with it.
        arrange: async ({ device }) =>
          device.callFrom('192.0.2.9', 'GET', '/fleet', { token: await device.token() }),
        answer: {
          active_key_id: count,
          cached_keys: [count],
          errors: [],
          validation_time: expect.stringMatching(/\+00:00$/),
        },
      },
      errors: [outage('signing_keys')],
    },
    {
      operation: 'GET /auth/debug/db-state',
      success: {
        answer: {
          statistics: {
            total_tokens: count,
            revoked_tokens: count,
            expired_tokens: 0,
            earliest_expiry: isoTime,
            latest_expiry: isoTime,
          },
          active_tokens: expect.arrayContaining([{ device_id: 'test', expires_at: isoTime, revoked: false }]),
        },
      },
      errors: [
        {
          ...outage('tokens'),
          status: 200,
          when: 'with the reason, as an answer like others, while the database cannot be used',
          answer: { error: expect.stringContaining('tokens') },
        },
      ],
    },
  ],
};
