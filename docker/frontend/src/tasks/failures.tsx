import { AlertIcon } from '@/ui/icons';

import { type Change, describeChange, type Failure } from './change';
import styles from './failures.module.css';

type FailuresProps = {
  failures: readonly Failure[];
  onRetry: (change: Change) => void;
  onDismiss: (change: Change) => void;
};

/** Changes that were taken back. Each stays until the person tries it again or lets it go. */
export function Failures({ failures, onRetry, onDismiss }: FailuresProps) {
  return (
    <div role="alert" className={styles.failures}>
      {failures.map(({ change, reason }) => (
        <div key={change.id} className={styles.failure}>
          <AlertIcon />
          <p className={styles.text}>
            <strong>Could not {describeChange(change)}.</strong> {reason}
          </p>
          <div className={styles.actions}>
            <button type="button" className="button button-secondary" onClick={() => onRetry(change)}>
              Try again
            </button>
            <button type="button" className={`button ${styles.dismiss}`} onClick={() => onDismiss(change)}>
              Dismiss
            </button>
          </div>
        </div>
      ))}
    </div>
  );
}
