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
  const [state, dispatch] = useReducer(taskReducer, INITIAL_STATE);
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
    const failures = unsaved.takeChanges().map((change) => ({ change, reason: SESSION_ENDED_BEFORE }));
    if (failures.length > 0) dispatch({ type: 'failures-restored', failures });
    void load();
  }, [load, unsaved]);

  const run = useCallback(
    (change: Change) => {
      dispatch({ type: 'change-started', change });
      announce(describeResult(change));
      const before = queues.current.get(change.task.id) ?? Promise.resolve();
      const after = before.then(async () => {
        try {
          dispatch({ type: 'change-confirmed', change, task: await send(api, change) });
        } catch (error) {
          if (sessionEnded(error)) {
            unsaved.addChange(change);
            loadPage('/sign-in?reason=session-ended');
          }
          const gone = error instanceof ApiFailure && error.kind === 'gone';
          if (gone && change.kind === 'delete') dispatch({ type: 'change-confirmed', change, task: undefined });
          else dispatch({ type: 'change-failed', change, reason: reasonOf(error), gone });
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
    dismiss: useCallback((change) => dispatch({ type: 'failure-dismissed', changeId: change.id }), []),
  };
}

const SESSION_ENDED_BEFORE = 'Your session had ended before it was saved.';

async function send(api: TaskApi, change: Change): Promise<Task | undefined> {
  switch (change.kind) {
    case 'create': {
      const { title, description, priority, dueDate } = change.task;
      return api.create({ title, description, priority, dueDate });
    }
    case 'update':
      return api.update(change.task.id, change.patch);
    case 'delete':
      await api.delete(change.task.id);
      return undefined;
  }
}

function sessionEnded(error: unknown): boolean {
  return error instanceof ApiFailure && error.kind === 'session-ended';
}

function reasonOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) return 'Something unexpected happened in this page.';
  return error.kind === 'session-ended' ? SESSION_ENDED : error.message;
}
