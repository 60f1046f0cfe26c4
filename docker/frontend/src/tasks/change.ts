import type { TaskFields } from './draft';
import type { Task, TaskPatch } from './task';

/** A change that the person asked for. Until the backend confirms it, it lies over the confirmed tasks. */
export type Change =
  | { id: string; kind: 'create'; task: Task }
  | { id: string; kind: 'update'; task: Task; patch: TaskPatch }
  | { id: string; kind: 'delete'; task: Task };

/** A change that was taken back, and why. */
export type Failure = { change: Change; reason: string };

export function creationOf(fields: TaskFields, now: Date): Change {
  const id = crypto.randomUUID();
  return {
    id,
    kind: 'create',
    task: { ...fields, id: `new-${id}`, completed: false, createdAt: now.toISOString() },
  };
}

export function updateOf(task: Task, patch: TaskPatch): Change {
  return { id: crypto.randomUUID(), kind: 'update', task, patch };
}

export function deletionOf(task: Task): Change {
  return { id: crypto.randomUUID(), kind: 'delete', task };
}

export function applyChange(tasks: readonly Task[], change: Change): Task[] {
  switch (change.kind) {
    case 'create':
      return [change.task, ...tasks];
    case 'update':
      return tasks.map((task) => (task.id === change.task.id ? { ...task, ...change.patch } : task));
    case 'delete':
      return tasks.filter((task) => task.id !== change.task.id);
  }
}

/** `add “Buy bread”`: for sentences such as `Could not add “Buy bread”.` */
export function describeChange(change: Change): string {
  const title = `“${change.task.title}”`;
  switch (change.kind) {
    case 'create':
      return `add ${title}`;
    case 'update':
      if (change.patch.completed === undefined) return `change ${title}`;
      return change.patch.completed ? `complete ${title}` : `reopen ${title}`;
    case 'delete':
      return `delete ${title}`;
  }
}

/** `Added “Buy bread”.`: for people who do not see the list change. */
export function describeResult(change: Change): string {
  const title = `“${change.task.title}”`;
  switch (change.kind) {
    case 'create':
      return `Added ${title}.`;
    case 'update':
      if (change.patch.completed === undefined) return `Saved ${title}.`;
      return change.patch.completed ? `Completed ${title}.` : `Reopened ${title}.`;
    case 'delete':
      return `Deleted ${title}.`;
  }
}
