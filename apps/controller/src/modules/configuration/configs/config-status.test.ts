import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigStatus } from '../tables.ts';
import {
  afterActivation,
  afterDeactivation,
  afterRenaming,
  afterRendering,
  afterReport,
  type ConfigState,
  type Report,
} from './config-status.ts';
import { storedReason } from './error-reason.ts';

const state = (change: Partial<ConfigState>): ConfigState => ({
  status: 'modified',
  error_reason: change.status === 'error' ? 'broken' : '',
  checksum_db: 'current',
  downloaded_checksum: null,
  applied_checksum: null,
  ...change,
});

const statuses: ConfigStatus[] = ['modified', 'applied', 'error', 'deactivating', 'deactivated'];

describe('a change of the archive', () => {
  it.each([
    ['modified', 'modified'],
    ['applied', 'modified'],
    ['error', 'modified'],
    ['deactivating', 'deactivating'],
    ['deactivated', 'deactivated'],
  ] as const)('takes %s to %s', (from, to) => {
    const after = afterRendering(state({ status: from }), 'new');
    expect(after).toMatchObject({ status: to, checksum_db: 'new', error_reason: '' });
  });

  it.each(statuses)('that changes nothing leaves %s alone', (status) => {
    const before = state({ status });
    expect(afterRendering(before, 'current')).toBe(before);
  });
});

describe('a new name', () => {
  it.each([
    ['modified', 'modified'],
    ['applied', 'modified'],
    ['error', 'modified'],
    ['deactivating', 'deactivating'],
    ['deactivated', 'deactivated'],
  ] as const)('takes %s to %s', (from, to) => {
    expect(afterRenaming(state({ status: from }))).toMatchObject({ status: to, error_reason: '' });
  });
});

describe('a report', () => {
  it.each([
    ['modified', 'applied', 'applied', ''],
    ['error', 'applied', 'applied', ''],
    ['applied', 'applied', 'applied', ''],
    ['modified', 'error', 'error', 'syntax'],
    ['applied', 'error', 'error', 'syntax'],
    ['error', 'error', 'error', 'syntax'],
    ['applied', 'modified', 'modified', ''],
    ['error', 'modified', 'modified', ''],
    ['deactivating', 'applied', 'deactivated', ''],
    ['deactivating', 'error', 'deactivated', ''],
    ['deactivating', 'modified', 'deactivated', ''],
  ] as const)('in %s of %s gives %s', (from, reported, to, reason) => {
    const after = afterReport(state({ status: from }), { status: reported, reason: 'syntax' });
    expect(after).toMatchObject({ status: to, error_reason: reason });
  });

  it('without a download counts for the current revision', () => {
    expect(afterReport(state({}), { status: 'applied' })).toMatchObject({
      status: 'applied',
      applied_checksum: 'current',
    });
  });

  it.each(['applied', 'error'] as const)(
    'of %s about an older revision leaves the current one modified',
    (status) => {
      const after = afterReport(state({ downloaded_checksum: 'older' }), { status, reason: 'syntax' });
      expect(after).toMatchObject({
        status: 'modified',
        error_reason: '',
        applied_checksum: status === 'applied' ? 'older' : null,
      });
    },
  );

  it('about the current revision after its download counts', () => {
    expect(afterReport(state({ downloaded_checksum: 'current' }), { status: 'applied' }).status).toBe(
      'applied',
    );
  });

  it('of an error without a reason says so', () => {
    expect(afterReport(state({}), { status: 'error' }).error_reason).toBe(
      'Reason not reported by the device.',
    );
  });

  it('of an error with an empty reason keeps the stored one', () => {
    expect(
      afterReport(state({ status: 'error', error_reason: 'old' }), { status: 'error', reason: '' })
        .error_reason,
    ).toBe('old');
  });
});

describe('deactivation and activation', () => {
  it.each(['modified', 'applied', 'error'] as const)('from %s', (status) => {
    expect(afterDeactivation(state({ status }), 'empty')).toMatchObject({
      status: 'deactivating',
      checksum_db: 'empty',
      error_reason: '',
    });
    expect(afterDeactivation(state({ status }), 'current')).toMatchObject({
      status: 'deactivated',
      error_reason: '',
    });
  });

  it.each(['deactivating', 'deactivated'] as const)('back from %s', (status) => {
    expect(afterActivation(state({ status }), 'full')).toMatchObject({
      status: 'modified',
      checksum_db: 'full',
    });
    expect(afterActivation(state({ status }), 'current')).toMatchObject({ status: 'applied' });
  });
});

describe('the stored reason', () => {
  it('has 1024 characters at most, the last of which say that it was cut', () => {
    expect(storedReason('x'.repeat(1024))).toBe('x'.repeat(1024));
    expect(storedReason('x'.repeat(1030))).toBe(`${'x'.repeat(1012)}\n[truncated]`);
    expect([...storedReason('😀'.repeat(2000))]).toHaveLength(1024);
  });
});

it('an error always has a reason and nothing else has one', () => {
  const reports: fc.Arbitrary<Report> = fc.record({
    status: fc.constantFrom('modified' as const, 'applied' as const, 'error' as const),
    reason: fc.option(
      fc.string({ minLength: 1, maxLength: 2000 }).filter((text) => !/^\0+$/.test(text)),
      { nil: undefined },
    ),
  });
  const steps = fc.array(
    fc.oneof(
      reports.map((report) => (from: ConfigState) => afterReport(from, report)),
      fc.constantFrom('a', 'b', 'c').map((checksum) => (from: ConfigState) => afterRendering(from, checksum)),
      fc.constantFrom('a', 'b').map((checksum) => (from: ConfigState) => afterDeactivation(from, checksum)),
      fc.constantFrom('a', 'b').map((checksum) => (from: ConfigState) => afterActivation(from, checksum)),
      fc.constant((from: ConfigState) => afterRenaming(from)),
      fc.constant((from: ConfigState) => ({ ...from, downloaded_checksum: from.checksum_db })),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      let current = state({ checksum_db: 'a' });
      for (const step of list) {
        current = step(current);
        expect(current.error_reason !== '').toBe(current.status === 'error');
        if (current.status === 'error')
          expect(current.downloaded_checksum ?? current.checksum_db).toBe(current.checksum_db);
      }
    }),
  );
});
