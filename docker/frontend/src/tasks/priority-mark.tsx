import { FlagIcon, LowIcon } from '@/ui/icons';

import styles from './mark.module.css';
import type { Priority } from './task';

/** Medium is the rule and has no mark, so that the exceptions stand out. */
export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === 'medium') return null;
  return (
    <span className={styles.mark} data-priority={priority}>
      {priority === 'high' ? <FlagIcon /> : <LowIcon />}
      {priority === 'high' ? 'High' : 'Low'}
      <span className="visually-hidden"> priority</span>
    </span>
  );
}
