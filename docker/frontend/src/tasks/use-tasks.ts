'use client';

import { useCallback, useEffect, useMemo, useReducer, useRef } from 'react';

import { useAnnounce } from '@/ui/announcer';
import { loadPage } from '@/ui/load-page';

import { ApiFailure, SESSION_ENDED } from './api-failure';
import { type Change, creationOf, deletionOf, describeResult, updateOf } from './change';
import type { TaskFields } from './draft';
import type { Task, TaskPatch } from './task';
import { TaskApi } from './task-api';
import { INITIAL_STATE, taskReducer, type TaskState, visibleTasks } from './task-state';
import type { Unsaved } from './unsaved';

export type Tasks = {
  state: TaskState;
  visible: Task[];
  reload: () => void;
  create: (fields: TaskFields) => void;
  update: (task: Task, patch: TaskPatch) => void;
  remove: (task: Task) => void;
  retry: (change: Change) => void;
  dismiss: (change: Change) => void;
};

/** The person's tasks, with changes shown at once and taken back visibly when the backend refuses them. */
export function useTasks(unsaved: Unsaved): Tasks {
  const [state, dispatch] = useReducer(taskReducer, unsaved, startState);
  const announce = useAnnounce();
  const api = useMemo(() => new TaskApi(), []);
  // Changes of one task go out one after the other, or an older one could arrive last.
  const queues = useRef(new Map<string, Promise<void>>());

  const load = useCallback(async () => {
    try {
      dispatch({ type: 'loaded', ...(await api.list()) });
    } catch (error) {
      if (sessionEnded(error)) return loadPage('/sign-in?reason=session-ended');
      dispatch({ type: 'load-failed', reason: reasonOf(error) });
    }
  }, [api]);

  useEffect(() => {
    void load();
  }, [load]);

  const run = useCallback(
    (change: Change) => {
      dispatch({ type: 'change-started', change });
      announce(describeResult(change));
      const before = queues.current.get(change.task.id) ?? Promise.resolve();
      const after = before.then(async () => {
        try {
          const task = await send(api, change);
          unsaved.removeChange(change);
          dispatch({ type: 'change-confirmed', change, task });
        } catch (error) {
          unsaved.addChange(change);
          dispatch({ type: 'change-failed', change, reason: reasonOf(error), gone: isGone(error) });
          if (sessionEnded(error)) loadPage('/sign-in?reason=session-ended');
        }
      });
      queues.current.set(change.task.id, after);
    },
    [announce, api, unsaved],
  );

  return {
    state,
    visible: useMemo(() => visibleTasks(state), [state]),
    reload: useCallback(() => {
      dispatch({ type: 'load-started' });
      void load();
    }, [load]),
    create: useCallback((fields) => run(creationOf(fields, new Date())), [run]),
    update: useCallback((task, patch) => run(updateOf(task, patch)), [run]),
    remove: useCallback((task) => run(deletionOf(task)), [run]),
    retry: run,
    dismiss: useCallback(
      (change) => {
        unsaved.removeChange(change);
        dispatch({ type: 'failure-dismissed', changeId: change.id });
      },
      [unsaved],
    ),
  };
}

/** Changes that failed before this page was loaded stand there again, to be tried once more. */
function startState(unsaved: Unsaved): TaskState {
  const failures = unsaved.changes().map((change) => ({ change, reason: 'It is not saved yet.' }));
  return { ...INITIAL_STATE, failures };
}

async function send(api: TaskApi, change: Change): Promise<Task | undefined> {
  switch (change.kind) {
    case 'create': {
      const { title, description, priority, dueDate } = change.task;
      return api.create({ title, description, priority, dueDate });
    }
    case 'update':
      return api.update(change.task.id, change.patch);
    case 'delete':
      await api.delete(change.task.id).catch((error: unknown) => {
        // What somebody else deleted meanwhile is as it was wished.
        if (!isGone(error)) throw error;
      });
      return undefined;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof ApiFailure && error.kind === 'gone';
}

function sessionEnded(error: unknown): boolean {
  return error instanceof ApiFailure && error.kind === 'session-ended';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) return 'Something unexpected happened in this page.';
  return error.kind === 'session-ended' ? SESSION_ENDED : error.message;
}
