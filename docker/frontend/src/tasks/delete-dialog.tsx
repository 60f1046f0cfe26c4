'use client';

import { Dialog } from '@/ui/dialog';

import type { Task } from './task';
import styles from './task-dialog.module.css';

type DeleteDialogProps = { task: Task; onDelete: () => void; onClose: () => void };

export function DeleteDialog({ task, onDelete, onClose }: DeleteDialogProps) {
  return (
    <Dialog title={`Delete “${task.title}”?`} onClose={onClose}>
      <p className={styles.text}>It cannot be brought back.</p>
      <div className={styles.actions}>
        {/* First, so that it has the focus: Enter pressed by habit deletes nothing. */}
        <button type="button" className="button button-secondary" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="button button-danger"
          onClick={() => {
            onDelete();
            onClose();
          }}
        >
          Delete
        </button>
      </div>
    </Dialog>
  );
}
