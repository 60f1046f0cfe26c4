export type DueState = 'none' | 'overdue' | 'today' | 'soon' | 'later';

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 3;

/** The calendar day where the person is, as `2026-03-01`. */
export function calendarDay(moment: Date): string {
  const year = String(moment.getFullYear()).padStart(4, '0');
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  return `${year}-${month}-${String(moment.getDate()).padStart(2, '0')}`;
}

/** True for a day that exists: `2024-02-29`, not `2025-02-29`. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whole days from one calendar day to another. Counted in UTC, where each day has 24 hours. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export function dueStateOf(task: { dueDate: string | null; completed: boolean }, today: string): DueState {
  if (task.dueDate === null) return 'none';
  const days = daysBetween(today, task.dueDate);
  if (task.completed) return 'later';
  if (days < 0) return 'overdue';
  if (days === 0) return 'today';
  return days <= SOON_DAYS ? 'soon' : 'later';
}

/** `Today`, `Tomorrow`, `Yesterday`, else `1 Mar`, with the year when it is another one. */
export function describeDay(day: string, today: string): string {
  switch (daysBetween(today, day)) {
    case 0:
      return 'Today';
    case 1:
      return 'Tomorrow';
    case -1:
      return 'Yesterday';
    default: {
      const sameYear = day.slice(0, 4) === today.slice(0, 4);
      return new Intl.DateTimeFormat('en-GB', {
        day: 'numeric',
        month: 'short',
        ...(sameYear ? {} : { year: 'numeric' }),
        timeZone: 'UTC',
      }).format(new Date(`${day}T00:00:00Z`));
    }
  }
}
