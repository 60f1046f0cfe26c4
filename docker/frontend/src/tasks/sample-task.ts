import type { Task } from './task';

/** A task for tests, with what a test is about changed. */
export function sampleTask(changes: Partial<Task> = {}): Task {
  return {
    id: 'a',
    title: 'Buy bread',
    description: '',
    completed: false,
    priority: 'medium',
    dueDate: null,
    createdAt: '2026-03-01T10:00:00Z',
    ...changes,
  };
}
