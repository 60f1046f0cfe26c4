import { expect, test } from 'vitest';

import { requestIdOf } from './request-id';

const idOf = (value?: string) => requestIdOf(new Headers(value === undefined ? {} : { 'x-request-id': value }));

test('the caller’s id is kept', () => {
  expect(idOf('abc-1.2_3')).toBe('abc-1.2_3');
});

test.each([undefined, '', 'with space', 'a"b', 'x'.repeat(65)])('%j gets a new id', (value) => {
  expect(idOf(value)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
});
