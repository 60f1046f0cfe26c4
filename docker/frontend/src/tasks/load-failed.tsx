import { AlertIcon } from '@/ui/icons';

import styles from './load-failed.module.css';

type LoadFailedProps = { reason: string; onRetry: () => void };

export function LoadFailed({ reason, onRetry }: LoadFailedProps) {
  return (
    <div role="alert" className={styles.failed}>
      <AlertIcon />
      <div>
        <p className={styles.title}>Your tasks could not be loaded</p>
        <p className={styles.reason}>{reason}</p>
      </div>
      <button type="button" className="button button-secondary" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
