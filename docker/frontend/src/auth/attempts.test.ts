import { expect, test } from 'vitest';

import { Attempts } from './attempts';

const WINDOW_MS = 60_000;

function attemptsAt(clock: { now: number }, capacity?: number): Attempts {
  return new Attempts(3, WINDOW_MS, () => clock.now, capacity);
}

test('the last allowed failure closes the account until the window ends', () => {
  const clock = { now: 0 };
  const attempts = attemptsAt(clock);
  for (let failure = 0; failure < 3; failure++) {
    expect(attempts.waitSeconds('ann@example.com')).toBe(0);
    attempts.failed('ann@example.com');
  }
  clock.now = 20_000;
  expect(attempts.waitSeconds(' Ann@Example.com ')).toBe(40);
  expect(attempts.waitSeconds('ben@example.com')).toBe(0);
  clock.now = WINDOW_MS;
  expect(attempts.waitSeconds('ann@example.com')).toBe(0);
});

test('a success forgets the failures before it', () => {
  const attempts = attemptsAt({ now: 0 });
  attempts.failed('ann');
  attempts.failed('ann');
  attempts.succeeded('ann');
  attempts.failed('ann');
  expect(attempts.waitSeconds('ann')).toBe(0);
});

test('invented accounts cannot fill the memory', () => {
  const attempts = attemptsAt({ now: 0 }, 2);
  for (const account of ['a', 'a', 'a', 'b', 'c']) attempts.failed(account);
  expect(attempts.waitSeconds('a')).toBe(0);
});
