import { PRIORITIES, type Task } from './task';

export const ORDERS = ['due', 'priority', 'newest'] as const;
export type Order = (typeof ORDERS)[number];

type Comparison = (a: Task, b: Task) => number;

/** Open tasks first, then by the chosen order. Equal ones keep the newest on top. */
export function sorted(tasks: readonly Task[], order: Order): Task[] {
  return tasks.toSorted((a, b) => Number(a.completed) - Number(b.completed) || BY[order](a, b) || byNewest(a, b));
}

const byNewest: Comparison = (a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id);

const byPriority: Comparison = (a, b) => PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority);

const byDueDate: Comparison = (a, b) => {
  if (a.dueDate === b.dueDate) return byPriority(a, b);
  if (a.dueDate === null) return 1;
  if (b.dueDate === null) return -1;
  return a.dueDate.localeCompare(b.dueDate);
};

const BY: Record<Order, Comparison> = { due: byDueDate, priority: byPriority, newest: byNewest };
