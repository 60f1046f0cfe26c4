import { expect, test } from 'vitest';

import { countByState, isFiltering, matches, NO_FILTER } from './filter';
import { sampleTask } from './sample-task';

const OPEN = sampleTask({ title: 'Café bezahlen', description: 'on Friday', priority: 'high' });
const DONE = sampleTask({ id: 'b', title: 'Buy milk', completed: true });

test('without a filter everything is shown', () => {
  expect(isFiltering(NO_FILTER)).toBe(false);
  expect([OPEN, DONE].every((task) => matches(task, NO_FILTER))).toBe(true);
});

test('state and priority narrow the list together', () => {
  expect(matches(OPEN, { ...NO_FILTER, state: 'open', priority: 'high' })).toBe(true);
  expect(matches(OPEN, { ...NO_FILTER, state: 'done' })).toBe(false);
  expect(matches(DONE, { ...NO_FILTER, state: 'done', priority: 'high' })).toBe(false);
});

test.each(['cafe', 'CAFÉ', 'friday cafe', '  bezahlen  ', 'caf frid'])('a search for %j finds it', (search) => {
  expect(matches(OPEN, { ...NO_FILTER, search })).toBe(true);
});

test.each(['milk', 'cafe monday', '.*'])('a search for %j does not', (search) => {
  expect(matches(OPEN, { ...NO_FILTER, search })).toBe(false);
});

test('the counts tell what each state would show', () => {
  expect(countByState([OPEN, DONE], { ...NO_FILTER, state: 'done' })).toEqual({ all: 2, open: 1, done: 1 });
  expect(countByState([OPEN, DONE], { ...NO_FILTER, search: 'milk' })).toEqual({ all: 1, open: 0, done: 1 });
});
