import styles from './task-skeleton.module.css';

export function TaskSkeleton() {
  return (
    <div role="status" className={styles.skeleton}>
      <span className="visually-hidden">Loading the tasks…</span>
      <div className={styles.composer} />
      <div className={styles.list}>
        {[0, 1, 2, 3].map((row) => (
          <div key={row} className={styles.row}>
            <div className={styles.box} />
            <div className={styles.line} />
          </div>
        ))}
      </div>
    </div>
  );
}
