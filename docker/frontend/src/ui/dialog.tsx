'use client';

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

import styles from './dialog.module.css';

type DialogProps = { title: string; onClose: () => void; children: ReactNode };

/**
 * A modal dialog that is open while it is on the page. The browser keeps the focus inside, closes on Escape and gives the
 * focus back to where it came from.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Closed before it leaves the page: afterwards the browser would not give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);

  return (
    <dialog
      ref={ref}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A date picker or a list inside may send its own cancel upwards.
        if (event.target === ref.current) {
          event.preventDefault();
          onClose();
        }
      }}
    >
      <h2 id={titleId} className={styles.title}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
