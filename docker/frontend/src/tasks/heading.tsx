import styles from './heading.module.css';
import type { Task } from './task';

/** The page's title, and how far its person has got. */
export function Heading({ tasks }: { tasks: readonly Task[] }) {
  const done = tasks.filter((task) => task.completed).length;
  return (
    <div className={styles.heading}>
      <h1>Tasks</h1>
      {tasks.length > 0 && (
        <div className={styles.progress}>
          <progress value={done} max={tasks.length} aria-label="Done" />
          <span>
            {done} of {tasks.length} done
          </span>
        </div>
      )}
    </div>
  );
}
