import type { LogLevel } from '@/settings/settings';

import { describeError } from './describe-error';
import { redact } from './redact';

export type LogFields = Record<string, unknown> & { error?: unknown };

const RANKS: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** Writes one line of JSON to stdout, without the process's secrets. */
export function log(level: LogLevel, message: string, { error, ...fields }: LogFields = {}): void {
  if (RANKS[level] < RANKS[threshold()]) return;
  const entry = {
    time: new Date().toISOString(),
    level,
    service: 'todo-frontend',
    message,
    ...fields,
    ...(error === undefined ? {} : { error: describeError(error) }),
  };
  process.stdout.write(`${redact(JSON.stringify(entry), secrets())}\n`);
}

// Straight from the environment: the log must work also where the settings are not valid.
function threshold(): LogLevel {
  const level = process.env.LOG_LEVEL;
  return level !== undefined && level in RANKS ? (level as LogLevel) : 'info';
}

function secrets(): string[] {
  return (
    [process.env.AUTH_SECRET, process.env.DB_PASSWORD]
      .filter((secret) => secret !== undefined)
      // In the line a secret stands as JSON writes it.
      .map((secret) => JSON.stringify(secret).slice(1, -1))
  );
}
