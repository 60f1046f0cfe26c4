import { applyChange, type Change, type Failure } from './change';
import type { Task } from './task';

export type Loading =
  { status: 'loading' } | { status: 'ready'; complete: boolean } | { status: 'failed'; reason: string };

export type TaskState = {
  loading: Loading;
  /** As the backend last confirmed them. */
  confirmed: readonly Task[];
  /** Changes on their way, oldest first. */
  pending: readonly Change[];
  failures: readonly Failure[];
};

export type TaskAction =
  | { type: 'load-started' }
  | { type: 'loaded'; tasks: readonly Task[]; complete: boolean }
  | { type: 'load-failed'; reason: string }
  | { type: 'change-started'; change: Change }
  | { type: 'change-confirmed'; change: Change; task: Task | undefined }
  | { type: 'change-failed'; change: Change; reason: string; gone?: boolean }
  | { type: 'failure-dismissed'; changeId: string };

export const INITIAL_STATE: TaskState = { loading: { status: 'loading' }, confirmed: [], pending: [], failures: [] };

export function taskReducer(state: TaskState, action: TaskAction): TaskState {
  switch (action.type) {
    case 'load-started':
      return { ...state, loading: { status: 'loading' } };
    case 'loaded':
      return { ...state, loading: { status: 'ready', complete: action.complete }, confirmed: action.tasks };
    case 'load-failed':
      return { ...state, loading: { status: 'failed', reason: action.reason } };
    case 'change-started':
      return {
        ...state,
        pending: [...state.pending, action.change],
        failures: without(state.failures, action.change.id),
      };
    case 'change-confirmed':
      return {
        ...state,
        pending: state.pending.filter((change) => change.id !== action.change.id),
        confirmed: confirm(state.confirmed, action.change, action.task),
      };
    case 'change-failed':
      return {
        ...state,
        pending: state.pending.filter((change) => change.id !== action.change.id),
        confirmed: action.gone ? state.confirmed.filter((task) => task.id !== action.change.task.id) : state.confirmed,
        failures: [...without(state.failures, action.change.id), { change: action.change, reason: action.reason }],
      };
    case 'failure-dismissed':
      return { ...state, failures: without(state.failures, action.changeId) };
  }
}

/** What the person sees: the confirmed tasks with all pending changes applied. */
export function visibleTasks(state: TaskState): Task[] {
  return state.pending.reduce<Task[]>(applyChange, [...state.confirmed]);
}

function confirm(tasks: readonly Task[], change: Change, task: Task | undefined): Task[] {
  if (change.kind === 'delete' || task === undefined) return tasks.filter((other) => other.id !== change.task.id);
  if (change.kind === 'create') return [task, ...tasks.filter((other) => other.id !== task.id)];
  return tasks.map((other) => (other.id === task.id ? task : other));
}

function without(failures: readonly Failure[], changeId: string): Failure[] {
  return failures.filter((failure) => failure.change.id !== changeId);
}
