import { expect, test } from 'vitest';

import { heirOf } from './use-kept-focus';

const BEFORE = ['a', 'b', 'c', 'd'];

test.each([
  ['b', ['a', 'c', 'd'], 'c'],
  ['b', ['a', 'd'], 'd'],
  ['d', ['a', 'b', 'c'], 'c'],
  ['b', [], undefined],
  ['unknown', BEFORE, 'a'],
])('after %s is gone and %j are left, the focus goes to %s', (lost, now, heir) => {
  expect(heirOf(lost, BEFORE, new Set(now))).toBe(heir);
});
