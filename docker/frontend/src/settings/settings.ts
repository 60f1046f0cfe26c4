import { distinctCharacters, isPlaceholder } from './weak-secret';

export type SslMode = 'disable' | 'require' | 'verify-full';
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What the server was told by its environment, checked. */
export type Settings = {
  database: { host: string; port: number; user: string; password: string; name: string; sslMode: SslMode };
  appUrl: string;
  authSecret: string;
  backendUrl: string;
  logLevel: LogLevel;
};

export type SettingsOutcome = { kind: 'valid'; settings: Settings } | { kind: 'invalid'; faults: string[] };

type Environment = Record<string, string | undefined>;

const SSL_MODES: readonly SslMode[] = ['disable', 'require', 'verify-full'];
const LOG_LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Reads and checks all settings at once. A fault names the variable and what is wrong with it, never its value. */
export function readSettings(environment: Environment): SettingsOutcome {
  const faults: string[] = [];
  const reader = new Reader(environment, faults);
  const settings: Settings = {
    database: {
      host: reader.text('DB_HOST', 'the host name of PostgreSQL'),
      port: reader.port('DB_PORT'),
      user: reader.text('DB_USER', 'the PostgreSQL user'),
      password: reader.databasePassword('DB_PASSWORD'),
      name: reader.text('DB_NAME', 'the PostgreSQL database'),
      sslMode: reader.oneOf('DB_SSL_MODE', SSL_MODES, 'disable'),
    },
    appUrl: reader.origin('APP_URL', 'http://localhost:3000'),
    authSecret: reader.authSecret('AUTH_SECRET'),
    backendUrl: reader.origin('BACKEND_URL'),
    logLevel: reader.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  };
  return faults.length === 0 ? { kind: 'valid', settings } : { kind: 'invalid', faults };
}

class Reader {
  constructor(
    private readonly environment: Environment,
    private readonly faults: string[],
  ) {}

  text(name: string, meaning: string): string {
    const value = this.environment[name] ?? '';
    if (value.trim() === '') {
      this.faults.push(`${name} is missing: set it to ${meaning}.`);
    } else if (value !== value.trim()) {
      this.faults.push(
        `${name} begins or ends with white space: check how it was written, such as a trailing newline.`,
      );
    }
    return value;
  }

  port(name: string): number {
    const faultsBefore = this.faults.length;
    const value = this.text(name, 'the port of PostgreSQL, usually 5432');
    const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
    if (this.faults.length === faultsBefore && (port < 1 || port > 65535)) {
      this.faults.push(`${name} is not a port: give a number from 1 to 65535.`);
    }
    return port;
  }

  databasePassword(name: string): string {
    const value = this.text(name, 'the password of the PostgreSQL user');
    if (value.trim() === '') return value;
    if (isPlaceholder(value)) {
      this.faults.push(`${name} is a well-known placeholder: choose a random one of 12 characters or more.`);
    } else if (value.length < 12) {
      this.faults.push(`${name} is too short: choose a random one of 12 characters or more.`);
    }
    return value;
  }

  authSecret(name: string): string {
    const value = this.text(name, 'a random text of 32 characters or more, such as `openssl rand -base64 48` prints');
    if (value.trim() === '') return value;
    if (value.length < 32) {
      this.faults.push(`${name} is too short: it needs 32 characters or more.`);
    } else if (isPlaceholder(value)) {
      this.faults.push(`${name} is a well-known placeholder: choose a random one.`);
    } else if (distinctCharacters(value) < 10) {
      this.faults.push(`${name} is too regular: it needs 10 different characters or more.`);
    }
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.environment[name];
    if (value === undefined || value === '') return fallback;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) this.faults.push(`${name} is unknown: use one of ${allowed.join(', ')}.`);
    return found ?? fallback;
  }

  origin(name: string, fallback?: string): string {
    const value = this.environment[name] || fallback;
    if (value === undefined) {
      this.faults.push(`${name} is missing: set it to an address such as http://todo-backend:8000.`);
      return '';
    }
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const plain =
      url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
    if (!plain || !['http:', 'https:'].includes(url.protocol)) {
      this.faults.push(`${name} is not an address of the form http://host:port, without a path.`);
      return '';
    }
    return url.origin;
  }
}
