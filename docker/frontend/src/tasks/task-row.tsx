import { DeleteIcon, EditIcon } from '@/ui/icons';

import { DueMark } from './due-mark';
import { PriorityMark } from './priority-mark';
import type { Task } from './task';
import styles from './task-row.module.css';
import { rowId } from './use-kept-focus';

type TaskRowProps = {
  task: Task;
  today: string;
  /** True while the backend does not know the task yet. */
  saving: boolean;
  onToggle: () => void;
  onEdit: () => void;
  onDelete: () => void;
};

export function TaskRow({ task, today, saving, onToggle, onEdit, onDelete }: TaskRowProps) {
  const checkboxId = `${rowId(task.id)}-done`;
  return (
    <li id={rowId(task.id)} className={styles.row} data-completed={task.completed} aria-busy={saving}>
      <input
        id={checkboxId}
        type="checkbox"
        className={styles.checkbox}
        checked={task.completed}
        disabled={saving}
        onChange={onToggle}
      />
      <div className={styles.body}>
        <label htmlFor={checkboxId} className={styles.title}>
          {task.title}
        </label>
        {task.description !== '' && <p className={styles.note}>{task.description}</p>}
        <div className={styles.marks}>
          <DueMark task={task} today={today} />
          <PriorityMark priority={task.priority} />
          {saving && <span>Saving…</span>}
        </div>
      </div>
      <div className={styles.actions}>
        <button
          type="button"
          className="icon-button"
          aria-label={`Edit “${task.title}”`}
          title="Edit"
          disabled={saving}
          onClick={onEdit}
        >
          <EditIcon />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={`Delete “${task.title}”`}
          title="Delete"
          disabled={saving}
          onClick={onDelete}
        >
          <DeleteIcon />
        </button>
      </div>
    </li>
  );
}
