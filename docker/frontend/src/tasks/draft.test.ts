import { expect, test } from 'vitest';

import { changedFields, draftOf, EMPTY_DRAFT, faultsOf, fieldsOf } from './draft';
import { sampleTask } from './sample-task';

test('a title is needed, and blanks are none', () => {
  expect(faultsOf({ ...EMPTY_DRAFT, title: '  ' })).toEqual({ title: 'Give the task a title.' });
});

test('the limits are those of the backend, counted in characters', () => {
  expect(faultsOf({ ...EMPTY_DRAFT, title: '🙂'.repeat(200), description: 'x'.repeat(2000) })).toEqual({});
  expect(faultsOf({ ...EMPTY_DRAFT, title: '🙂'.repeat(201), description: 'x'.repeat(2001) })).toEqual({
    title: expect.stringContaining('it has 201'),
    description: expect.stringContaining('it has 2001'),
  });
});

test('a date that does not exist is a fault, no date is none', () => {
  expect(faultsOf({ ...EMPTY_DRAFT, title: 'x', dueDate: '2025-02-29' })).toHaveProperty('dueDate');
  expect(fieldsOf({ ...EMPTY_DRAFT, title: ' x ' })).toEqual({
    title: 'x',
    description: '',
    priority: 'medium',
    dueDate: null,
  });
});

test('an edit sends only what it changed', () => {
  const task = sampleTask({ dueDate: '2026-03-01', description: 'old' });
  expect(changedFields(task, fieldsOf(draftOf(task)))).toEqual({});
  expect(changedFields(task, fieldsOf({ ...draftOf(task), dueDate: '', description: 'new' }))).toEqual({
    dueDate: null,
    description: 'new',
  });
});
