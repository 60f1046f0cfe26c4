import { expect, test } from 'vitest';

import { contentSecurityPolicy } from './security-headers';

test('a page may load from its own origin only, and be framed by nobody', () => {
  const policy = contentSecurityPolicy('bm9uY2U=', false);
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self' 'nonce-bm9uY2U='");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|data:|\*/);
});
