import { randomBytes } from 'node:crypto';

import { describe, expect, test } from 'vitest';

import { readSettings } from './settings';

const PASSWORD = randomBytes(16).toString('hex');
const SECRET = randomBytes(48).toString('base64');
const COMPLETE = {
  DB_HOST: 'db',
  DB_PORT: '5432',
  DB_USER: 'todo',
  DB_PASSWORD: PASSWORD,
  DB_NAME: 'todo',
  AUTH_SECRET: SECRET,
  BACKEND_URL: 'http://todo-backend:8000',
};

function faultsOf(changes: Record<string, string | undefined>): string[] {
  const outcome = readSettings({ ...COMPLETE, ...changes });
  return outcome.kind === 'invalid' ? outcome.faults : [];
}

describe('settings', () => {
  test('a complete environment is read, and what may be left out has its default', () => {
    expect(readSettings(COMPLETE)).toEqual({
      kind: 'valid',
      settings: {
        database: { host: 'db', port: 5432, user: 'todo', password: PASSWORD, name: 'todo', sslMode: 'disable' },
        appUrl: 'http://localhost:3000',
        authSecret: SECRET,
        backendUrl: 'http://todo-backend:8000',
        logLevel: 'info',
      },
    });
  });

  test('an empty environment names every variable that is needed, one fault each', () => {
    const outcome = readSettings({});
    const faults = outcome.kind === 'invalid' ? outcome.faults : [];
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'DB_HOST',
      'DB_PORT',
      'DB_USER',
      'DB_PASSWORD',
      'DB_NAME',
      'AUTH_SECRET',
      'BACKEND_URL',
    ]);
  });

  test.each(Object.keys(COMPLETE))('%s alone missing or empty is one fault', (name) => {
    for (const value of [undefined, '']) {
      expect(faultsOf({ [name]: value })).toEqual([expect.stringMatching(`^${name} is missing: `)]);
    }
  });

  test.each([
    ['AUTH_SECRET', 'x1y2z3', 'too short'],
    ['AUTH_SECRET', 'abc'.repeat(20), 'too regular'],
    ['AUTH_SECRET', 'changeme'.repeat(5), 'well-known placeholder'],
    ['AUTH_SECRET', 'better-auth-secret-123456789-123456789', 'well-known placeholder'],
    ['DB_PASSWORD', 'k9!fT2', 'too short'],
    ['DB_PASSWORD', 'postgres', 'well-known placeholder'],
    ['DB_PASSWORD', 'Change-Me-123456', 'well-known placeholder'],
    ['DB_PASSWORD', 'password1234', 'well-known placeholder'],
    ['DB_PORT', '70000', 'not a port'],
    ['DB_PORT', 'tcp://10.0.0.1:5432', 'not a port'],
    ['DB_SSL_MODE', 'prefer', 'disable, require, verify-full'],
    ['LOG_LEVEL', 'loud', 'debug, info, warn, error'],
    ['APP_URL', 'localhost:3000', 'http://host:port'],
    ['APP_URL', 'http://localhost:3000/app', 'without a path'],
    ['BACKEND_URL', 'ftp://todo-backend', 'http://host:port'],
    ['BACKEND_URL', 'http://user:word@todo-backend:8000', 'http://host:port'],
  ])('%s with a wrong value is one fault that says what is wrong, not the value', (name, value, reason) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} `));
    expect(faults[0]).toContain(reason);
    expect(faults[0]).not.toContain(value);
  });

  test('a trailing newline, as `echo` leaves it in a Secret, is a fault of its own', () => {
    expect(faultsOf({ DB_PASSWORD: `${PASSWORD}\n` })).toEqual([expect.stringContaining('white space')]);
  });
});
