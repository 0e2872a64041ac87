import {
  createEmbeddedJobQueue,
  createLogger,
  createSecretBox,
  jobMigrations,
  loadSettings,
  parseSecretKeys,
  type JobQueue,
} from '@netloom/server-kit';
import { openTestDatabase, waitFor, type TestDatabase } from '@netloom/server-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMailServer, type TestMailServer } from '../../testing/index.ts';
import { controllerSettings } from '../settings.ts';
import type { Mail } from './mail.ts';
import { createMailer, type Mailer } from './mailer.ts';

let database: TestDatabase;
let jobs: JobQueue;
let server: TestMailServer;
/** What the server answers to the recipients of a test, first to last; then it takes them. */
let refusals: number[];
let asked: number;
const lines: string[] = [];

const makeMailer = (env: Record<string, string> = {}): Mailer => {
  const log = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  jobs = createEmbeddedJobQueue({ database, log, pollMs: 20 });
  return createMailer({
    settings: loadSettings(controllerSettings, { env: { NETLOOM_MAIL_URL: server.url, ...env } }),
    jobs,
    secrets: createSecretBox(parseSecretKeys('ab'.repeat(32), 'test')),
    log,
    siteUrl: () => 'https://net.example.org',
    firstPauseMs: 20,
  });
};

beforeEach(async () => {
  lines.length = 0;
  refusals = [];
  asked = 0;
  database = await openTestDatabase('sqlite', [jobMigrations]);
  server = await startMailServer({
    answer: () => {
      asked++;
      return refusals.shift();
    },
  });
});
afterEach(async () => {
  await jobs.stop();
  await server.close();
  await database.close();
});

const reset = {
  to: 'anna@example.org',
  language: 'en',
  subject: 'Grüße & more',
  paragraphs: ['Somebody <asked> for this.', 'Second\nline'],
  action: { text: 'Set a password', url: 'https://net.example.org/secret-link/?a=1&b=2' },
} satisfies Mail;

describe('the mailer', () => {
  it('delivers text and HTML with the sender, the subject and the link', async () => {
    const mailer = makeMailer({
      NETLOOM_MAIL_FROM: 'Net <net@example.org>',
      NETLOOM_SITE_NAME: 'Hill & Dale',
    });
    await jobs.start();
    await mailer.send(reset);
    const mail = await server.take('anna@example.org');
    expect(mail.subject).toBe('Grüße & more');
    expect(mail.headers.get('from')).toBe('Net <net@example.org>');
    expect(mail.headers.get('to')).toBe('anna@example.org');
    expect(mail.text).toContain('Somebody <asked> for this.');
    expect(mail.link('secret-link')).toBe(reset.action.url);
    expect(mail.text).toContain('Hill & Dale\nhttps://net.example.org');
    expect(mail.html).toContain('Somebody &lt;asked&gt; for this.');
    expect(mail.html).toContain('href="https://net.example.org/secret-link/?a=1&amp;b=2"');
    expect(mail.html).toContain('Second<br>line');
    expect(mail.html).not.toMatch(/<script|<link|src=/);
    expect(mail.html).toContain('<html lang="en">');
    await waitFor('the log', () => lines.some((line) => line.includes('mail sent')));
    expect(lines.join('')).not.toContain('secret-link');
  });

  it('sends plain text alone when HTML is switched off', async () => {
    const mailer = makeMailer({ NETLOOM_MAIL_HTML: 'no' });
    await jobs.start();
    await mailer.send(reset);
    const { html, text } = await server.take('anna@example.org');
    expect(html).toBe('');
    expect(text).toContain('Set a password:');
  });

  it('says which language a mail is in, and which one is for who has chosen none', async () => {
    expect(makeMailer({ NETLOOM_LANGUAGE: 'de' }).defaultLanguage).toBe('de');
    const mailer = makeMailer();
    expect(mailer.defaultLanguage).toBe('en');
    await jobs.start();
    await mailer.send({ ...reset, language: 'de' });
    expect((await server.take('anna@example.org')).html).toContain('<html lang="de">');
  });

  it('keeps the link out of the queue', async () => {
    const mailer = makeMailer();
    await mailer.send(reset);
    const rows = await database.db.selectFrom('netloom_job').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/secret-link|anna@/);
  });

  it('tries again when the server has no time, and not when it refuses the recipient', async () => {
    const mailer = makeMailer();
    await jobs.start();
    refusals = [451, 450];
    await mailer.send(reset);
    await server.take('anna@example.org');
    expect(asked).toBe(3);
    refusals = [550];
    await mailer.send({ ...reset, to: 'nobody@example.org' });
    await waitFor('the log', () => lines.some((line) => line.includes('mail refused by the mail server')));
    const counts = await waitFor('the end of the job', async () => {
      const all = await jobs.counts();
      return all.every(({ waiting, delayed, active }) => waiting + delayed + active === 0) && all;
    });
    expect(counts.every(({ failed }) => failed === 0)).toBe(true);
    expect(asked).toBe(4);
    expect(server.mails).toHaveLength(1);
  });

  it('tries again when the password is wrong', async () => {
    const mailer = makeMailer({ NETLOOM_MAIL_URL: server.url.replace('mail-password', 'wrong-password') });
    await jobs.start();
    await mailer.send(reset);
    await waitFor('a failed attempt', () => lines.some((line) => line.includes('will be tried again')));
    expect(server.mails).toHaveLength(0);
    expect(lines.join('')).not.toContain('wrong-password');
  });

  it('does not send a password in clear to another machine', async () => {
    const { createSmtpSender } = await import('./smtp-sender.ts');
    // Loopback under a name that does not tell: the server offers no TLS, so nothing is sent.
    const url = server.url.replace('127.0.0.1', '[::ffff:127.0.0.1]');
    const message = { from: 'a@example.org', to: 'b@example.org', subject: 's', text: 't' };
    await expect(createSmtpSender(url)({ ...message, signal: AbortSignal.timeout(5000) })).rejects.toThrow();
    expect(server.mails).toHaveLength(0);
  });

  it('takes an address for one address, and a subject for one line', async () => {
    const mailer = makeMailer();
    await jobs.start();
    await mailer.send({ ...reset, to: 'a@example.org,b@example.org', subject: 'One\r\nBcc: c@example.org' });
    await mailer.send({ ...reset, to: 'd@example.org', subject: 'One\r\nBcc: c@example.org' });
    const mail = await server.take('d@example.org');
    expect(mail.headers.has('bcc')).toBe(false);
    expect(server.mails.some(({ to }) => to === 'c@example.org' || to === 'b@example.org')).toBe(false);
  });

  it('says in the log what it would have sent when mail is off, but not the link', async () => {
    const mailer = makeMailer({ NETLOOM_MAIL_URL: server.url });
    expect(mailer.isOn).toBe(true);
    const off = createMailer({
      settings: loadSettings(controllerSettings, { env: {} }),
      jobs: createEmbeddedJobQueue({
        database,
        log: createLogger({ level: 'silent' }),
      }),
      secrets: createSecretBox(parseSecretKeys('ab'.repeat(32), 'test')),
      log: createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } }),
      siteUrl: () => 'https://net.example.org',
    });
    expect(off.isOn).toBe(false);
    await off.send(reset);
    expect(lines.join('')).toMatch(/mail is switched off.*not sent/);
    expect(lines.join('')).toContain('anna@example.org');
    expect(lines.join('')).not.toContain('secret-link');
    expect(await database.db.selectFrom('netloom_job').selectAll().execute()).toEqual([]);
  });
});
