import type { ReactNode } from 'react';

import styles from './field.module.css';

type FieldProps = {
  id: string;
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
  children: (aria: { 'aria-invalid': boolean; 'aria-describedby': string | undefined }) => ReactNode;
};

/** A label, a control, and below it what is asked for or what is wrong, tied to the control. */
export function Field({ id, label, hint, fault, children }: FieldProps) {
  const noteId = `${id}-note`;
  const note = fault ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({ 'aria-invalid': fault !== undefined, 'aria-describedby': note === undefined ? undefined : noteId })}
      {note !== undefined && (
        <p id={noteId} className={fault === undefined ? styles.hint : styles.fault}>
          {note}
        </p>
      )}
    </div>
  );
}
