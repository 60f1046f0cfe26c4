import { expect, test } from 'vitest';

import { calendarDay, daysBetween, describeDay, dueStateOf, isCalendarDay } from './due-date';

test('the calendar day is the one on the wall, not the one in UTC', () => {
  expect(calendarDay(new Date(2026, 2, 1, 0, 5))).toBe('2026-03-01');
  expect(calendarDay(new Date(2026, 11, 31, 23, 59))).toBe('2026-12-31');
});

test.each([
  ['2024-02-29', true],
  ['2025-02-29', false],
  ['2026-13-01', false],
  ['2026-3-1', false],
  ['2026-03-01T00:00', false],
  ['', false],
])('%j is a calendar day: %s', (text, expected) => {
  expect(isCalendarDay(text)).toBe(expected);
});

test('days are counted over the change to summer time and over the end of a year', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(daysBetween('2026-03-02', '2026-03-01')).toBe(-1);
});

test.each([
  ['2026-02-28', 'overdue'],
  ['2026-03-01', 'today'],
  ['2026-03-04', 'soon'],
  ['2026-03-05', 'later'],
  [null, 'none'],
])('due on %s is %s', (dueDate, state) => {
  expect(dueStateOf({ dueDate, completed: false }, '2026-03-01')).toBe(state);
});

test('what is done is not overdue', () => {
  expect(dueStateOf({ dueDate: '2026-01-01', completed: true }, '2026-03-01')).toBe('later');
});

test.each([
  ['2026-03-01', 'Today'],
  ['2026-03-02', 'Tomorrow'],
  ['2026-02-28', 'Yesterday'],
  ['2026-03-20', '20 Mar'],
  ['2027-01-05', '5 Jan 2027'],
])('%s reads %s', (day, text) => {
  expect(describeDay(day, '2026-03-01')).toBe(text);
});
