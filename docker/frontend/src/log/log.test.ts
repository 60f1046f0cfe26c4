import { randomBytes } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { log } from './log';
import { redact } from './redact';

describe('the log', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  });
  afterEach(() => vi.unstubAllEnvs());

  test('an entry is one line of JSON, whatever stands in it', () => {
    log('error', 'two\nlines', { request_id: 'r-1' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', message: 'two\nlines', request_id: 'r-1' });
  });

  test('an error keeps its code and its cause, and not the row it quotes', () => {
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(ann@example.com)' });
    log('error', 'failed', { error: new Error('insert failed', { cause }) });
    const { error } = JSON.parse(lines[0] ?? '') as { error: object };
    expect(error).toMatchObject({ message: 'insert failed', cause: { message: 'duplicate key', code: '23505' } });
    expect(lines[0]).not.toContain('ann@example.com');
  });

  test('the secrets of the process do not leave it, even when JSON writes them differently', () => {
    const secret = `${randomBytes(8).toString('hex')}"\\${randomBytes(8).toString('hex')}`;
    vi.stubEnv('AUTH_SECRET', secret);
    vi.stubEnv('DB_PASSWORD', 'p@ss-of-the-database');
    log('error', `with ${secret}`, { where: 'p@ss-of-the-database' });
    expect(lines[0]).not.toContain(secret.slice(0, 16));
    expect(lines[0]).not.toContain('p@ss-of-the-database');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ message: 'with [secret]', where: '[secret]' });
  });

  test('what is below the level is left out', () => {
    vi.stubEnv('LOG_LEVEL', 'warn');
    log('info', 'started');
    log('warn', 'careful');
    expect(lines).toHaveLength(1);
  });

  test.each([
    ['authorization: Bearer abc.def', 'authorization: Bearer [token]'],
    ['got eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln here', 'got [token] here'],
    ['cookie better-auth.session_token=abc%2Fd; x=1', 'cookie better-auth.session_token=[token]; x=1'],
    ['postgres://todo:word@db:5432/todo', 'postgres://todo:[password]@db:5432/todo'],
  ])('%s', (text, expected) => {
    expect(redact(text, [])).toBe(expected);
  });
});
