import styles from './empty-list.module.css';

type EmptyListProps = { filtered: boolean; onClearFilter: () => void };

export function EmptyList({ filtered, onClearFilter }: EmptyListProps) {
  return (
    <div className={styles.empty}>
      {filtered ? (
        <>
          <p className={styles.title}>No task matches</p>
          <button type="button" className="button button-secondary" onClick={onClearFilter}>
            Show all tasks
          </button>
        </>
      ) : (
        <>
          <Pennants />
          <p className={styles.title}>Nothing to do yet</p>
          <p className={styles.text}>Add your first task above.</p>
        </>
      )}
    </div>
  );
}

function Pennants() {
  return (
    <svg viewBox="0 0 160 56" width="160" height="56" fill="none" aria-hidden="true" focusable="false">
      <path d="M4 8c40 22 112 22 152 0" stroke="var(--line-control)" strokeWidth="1.5" />
      <path d="m22 16 22 7-13 19z" fill="var(--accent)" opacity="0.9" />
      <path d="m56 24.500 24 1.500-12.500 21z" fill="var(--accent)" opacity="0.55" />
      <path d="m90 25.800 24-4-8 22.500z" fill="var(--accent)" opacity="0.3" />
      <path d="m123 19.600 19-6.500-2 22z" fill="var(--accent)" opacity="0.15" />
    </svg>
  );
}
