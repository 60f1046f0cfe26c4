import { describe, expect, test } from 'vitest';

import { creationOf, deletionOf, updateOf } from './change';
import { sampleTask } from './sample-task';
import { INITIAL_STATE, type TaskAction, taskReducer, type TaskState, visibleTasks } from './task-state';

const BREAD = sampleTask({ id: 'bread' });
const MILK = sampleTask({ id: 'milk', title: 'Buy milk' });
const LOADED: TaskAction = { type: 'loaded', tasks: [BREAD, MILK], complete: true };

function after(...actions: TaskAction[]): TaskState {
  return [LOADED, ...actions].reduce(taskReducer, INITIAL_STATE);
}

describe('a change', () => {
  const completion = updateOf(BREAD, { completed: true });

  test('is seen at once', () => {
    const visible = visibleTasks(after({ type: 'change-started', change: completion }));
    expect(visible.map((task) => task.completed)).toEqual([true, false]);
  });

  test('gives way to what the backend confirms', () => {
    const confirmed = { ...BREAD, completed: true, title: 'As the backend has it' };
    const state = after(
      { type: 'change-started', change: completion },
      { type: 'change-confirmed', change: completion, task: confirmed },
    );
    expect(visibleTasks(state)).toEqual([confirmed, MILK]);
    expect(state.pending).toEqual([]);
  });

  test('is taken back when it fails, and the failure stays until it is tried again', () => {
    const failed = after(
      { type: 'change-started', change: completion },
      { type: 'change-failed', change: completion, reason: 'down', gone: false },
    );
    expect(visibleTasks(failed)).toEqual([BREAD, MILK]);
    expect(failed.failures).toEqual([{ change: completion, reason: 'down' }]);
    expect(taskReducer(failed, { type: 'change-started', change: completion }).failures).toEqual([]);
    expect(taskReducer(failed, { type: 'failure-dismissed', changeId: completion.id }).failures).toEqual([]);
  });

  test('that fails leaves a later one of the same task alone', () => {
    const renaming = updateOf(BREAD, { title: 'Buy rolls' });
    const state = after(
      { type: 'change-started', change: completion },
      { type: 'change-started', change: renaming },
      { type: 'change-failed', change: completion, reason: 'down', gone: false },
    );
    expect(visibleTasks(state)[0]).toEqual({ ...BREAD, title: 'Buy rolls' });
  });

  test('of a task that is gone takes the task off the list', () => {
    const state = after(
      { type: 'change-started', change: completion },
      { type: 'change-failed', change: completion, reason: 'gone', gone: true },
    );
    expect(visibleTasks(state)).toEqual([MILK]);
  });
});

test('a new task stands first, and gets its real id when it is confirmed', () => {
  const fields = { title: 'New', description: '', priority: 'low', dueDate: null } as const;
  const creation = creationOf(fields, new Date('2026-03-02T10:00:00Z'));
  const started = after({ type: 'change-started', change: creation });
  expect(visibleTasks(started)[0]).toMatchObject({ ...fields, id: `new-${creation.id}` });
  const real = sampleTask({ id: 'real', title: 'New' });
  const state = taskReducer(started, { type: 'change-confirmed', change: creation, task: real });
  expect(visibleTasks(state).map((task) => task.id)).toEqual(['real', 'bread', 'milk']);
});

test('a deleted task is gone at once, and is back when the deletion fails', () => {
  const deletion = deletionOf(BREAD);
  const started = after({ type: 'change-started', change: deletion });
  expect(visibleTasks(started)).toEqual([MILK]);
  const failed: TaskAction = { type: 'change-failed', change: deletion, reason: 'down', gone: false };
  expect(visibleTasks(taskReducer(started, failed))).toEqual([BREAD, MILK]);
  const confirmed: TaskAction = { type: 'change-confirmed', change: deletion, task: undefined };
  expect(visibleTasks(taskReducer(started, confirmed))).toEqual([MILK]);
});

test('a list that is loaded anew keeps the changes that are on their way', () => {
  const renaming = updateOf(BREAD, { title: 'Buy rolls' });
  const state = after({ type: 'change-started', change: renaming }, LOADED);
  expect(visibleTasks(state)[0]?.title).toBe('Buy rolls');
});
