import styles from './progress.module.css';
import type { Task } from './task';

export function Progress({ tasks }: { tasks: readonly Task[] }) {
  if (tasks.length === 0) return null;
  const done = tasks.filter((task) => task.completed).length;
  return (
    <div className={styles.progress}>
      <progress value={done} max={tasks.length} aria-label="Done" />
      <span>
        {done} of {tasks.length} done
      </span>
    </div>
  );
}
