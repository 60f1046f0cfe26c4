import { isCalendarDay } from './due-date';
import type { Priority, Task } from './task';

export const TITLE_MAX = 200;
export const DESCRIPTION_MAX = 2000;

/** What stands in the fields of a form. */
export type Draft = { title: string; description: string; priority: Priority; dueDate: string };

export type DraftFaults = Partial<Record<'title' | 'description' | 'dueDate', string>>;

export const EMPTY_DRAFT: Draft = { title: '', description: '', priority: 'medium', dueDate: '' };

export function draftOf(task: Task): Draft {
  return {
    title: task.title,
    description: task.description,
    priority: task.priority,
    dueDate: task.dueDate ?? '',
  };
}

/** What is wrong, by field; empty when the draft can be saved. */
export function faultsOf(draft: Draft): DraftFaults {
  const faults: DraftFaults = {};
  const titleLength = lengthOf(draft.title.trim());
  if (titleLength === 0) faults.title = 'Give the task a title.';
  else if (titleLength > TITLE_MAX)
    faults.title = `Shorten the title to ${TITLE_MAX} characters; it has ${titleLength}.`;
  const descriptionLength = lengthOf(draft.description.trim());
  if (descriptionLength > DESCRIPTION_MAX) {
    faults.description = `Shorten the note to ${DESCRIPTION_MAX} characters; it has ${descriptionLength}.`;
  }
  if (draft.dueDate !== '' && !isCalendarDay(draft.dueDate)) faults.dueDate = 'Give a real date, or leave it empty.';
  return faults;
}

export type TaskFields = Pick<Task, 'title' | 'description' | 'priority' | 'dueDate'>;

export function fieldsOf(draft: Draft): TaskFields {
  return {
    title: draft.title.trim(),
    description: draft.description.trim(),
    priority: draft.priority,
    dueDate: draft.dueDate === '' ? null : draft.dueDate,
  };
}

/** Only what differs from the task, so that an edit does not undo what was changed elsewhere meanwhile. */
export function changedFields(task: Task, fields: TaskFields): Partial<TaskFields> {
  const entries = Object.entries(fields) as [keyof TaskFields, TaskFields[keyof TaskFields]][];
  return Object.fromEntries(entries.filter(([name, value]) => task[name] !== value));
}

/** Counts characters as the backend does: code points, not UTF-16 units. */
function lengthOf(text: string): number {
  return [...text].length;
}
