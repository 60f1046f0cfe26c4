import { format, stripVTControlCharacters } from 'node:util';

import type { LogLevel } from '@/settings/settings';

import { log } from './log';

const LEVELS: Record<'debug' | 'log' | 'info' | 'warn' | 'error', LogLevel> = {
  debug: 'debug',
  log: 'info',
  info: 'info',
  warn: 'warn',
  error: 'error',
};

/** Next and libraries print through `console`: makes their lines JSON too, and passes them through the redaction. */
export function sendConsoleToLog(): void {
  if (process.env.NODE_ENV !== 'production') return;
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method as keyof typeof LEVELS] = (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      const words = parts.filter((part) => part !== error);
      const message = stripVTControlCharacters(format(...words)).trim();
      // Next's own line for what `onRequestError` logs with more.
      if (message === '⨯' && error !== undefined) return;
      log(level, message || 'error', error === undefined ? {} : { error });
    };
  }
}
