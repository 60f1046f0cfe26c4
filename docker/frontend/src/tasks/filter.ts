import type { Priority, Task } from './task';

export const STATES = ['all', 'open', 'done'] as const;
export type StateFilter = (typeof STATES)[number];

export type TaskFilter = { state: StateFilter; priority: Priority | 'any'; search: string };

export const NO_FILTER: TaskFilter = { state: 'all', priority: 'any', search: '' };

export function isFiltering(filter: TaskFilter): boolean {
  return filter.state !== 'all' || filter.priority !== 'any' || filter.search.trim() !== '';
}

/** Every word of the search must occur in the title or the note; case and accents do not count. */
export function matches(task: Task, filter: TaskFilter): boolean {
  if (filter.state === 'open' && task.completed) return false;
  if (filter.state === 'done' && !task.completed) return false;
  if (filter.priority !== 'any' && task.priority !== filter.priority) return false;
  const text = fold(`${task.title}\n${task.description}`);
  return fold(filter.search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** How many tasks each state would show, with the rest of the filter as it is. */
export function countByState(tasks: readonly Task[], filter: TaskFilter): Record<StateFilter, number> {
  const count = (state: StateFilter) => tasks.filter((task) => matches(task, { ...filter, state })).length;
  return { all: count('all'), open: count('open'), done: count('done') };
}

function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
