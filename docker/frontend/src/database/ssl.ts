import type { SslMode } from '@/settings/settings';

/** `require` encrypts without checking who answers, as in libpq; `verify-full` checks certificate and host name. */
export function sslOption(mode: SslMode): false | { rejectUnauthorized: boolean } {
  return mode === 'disable' ? false : { rejectUnauthorized: mode === 'verify-full' };
}
