import { expect, test } from 'vitest';

import { sorted } from './order';
import { sampleTask } from './sample-task';

const LATE = sampleTask({ id: 'late', dueDate: '2026-03-01', createdAt: '2026-01-01T00:00:00Z' });
const SOON_LOW = sampleTask({ id: 'soon-low', dueDate: '2026-03-05', priority: 'low' });
const SOON_HIGH = sampleTask({ id: 'soon-high', dueDate: '2026-03-05', priority: 'high' });
const UNDATED = sampleTask({ id: 'undated', createdAt: '2026-02-01T00:00:00Z' });
const DONE = sampleTask({ id: 'done', dueDate: '2026-01-01', completed: true, priority: 'high' });
const ALL = [DONE, UNDATED, SOON_LOW, SOON_HIGH, LATE];

const ids = (order: Parameters<typeof sorted>[1]) => sorted(ALL, order).map((task) => task.id);

test('by due date: the earliest first, the more urgent of one day first, those without a date after them', () => {
  expect(ids('due')).toEqual(['late', 'soon-high', 'soon-low', 'undated', 'done']);
});

test('by priority, then the newest', () => {
  expect(ids('priority')).toEqual(['soon-high', 'undated', 'late', 'soon-low', 'done']);
});

test('newest first, and the given list stays as it is', () => {
  const before = [...ALL];
  expect(ids('newest')).toEqual(['soon-high', 'soon-low', 'undated', 'late', 'done']);
  expect(ALL).toEqual(before);
});
