import { expect, test } from 'vitest';

import { themeToRemember } from './theme';

test('only a choice against the system is remembered', () => {
  expect(themeToRemember('dark', 'light')).toBe('dark');
  expect(themeToRemember('light', 'dark')).toBe('light');
  expect(themeToRemember('dark', 'dark')).toBeUndefined();
});
