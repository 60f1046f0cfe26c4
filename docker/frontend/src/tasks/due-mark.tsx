import { CalendarIcon } from '@/ui/icons';

import { describeDay, dueStateOf } from './due-date';
import styles from './mark.module.css';
import type { Task } from './task';

export function DueMark({ task, today }: { task: Task; today: string }) {
  if (task.dueDate === null) return null;
  const state = dueStateOf(task, today);
  return (
    <span className={styles.mark} data-due={state}>
      <CalendarIcon />
      <span>
        {state === 'overdue' ? 'Overdue: ' : <span className="visually-hidden">Due </span>}
        <time dateTime={task.dueDate}>{describeDay(task.dueDate, today)}</time>
      </span>
    </span>
  );
}
