'use client';

import { type ReactNode, type SubmitEvent, useRef, useState } from 'react';

import { AlertIcon } from '@/ui/icons';
import { focusFirstFault } from '@/ui/focus-first-fault';
import { loadPage } from '@/ui/load-page';
import { useHydrated } from '@/ui/use-hydrated';

import { type AuthError, type AuthFailure, failureOfAuth } from './auth-failure';
import styles from './auth-form.module.css';
import type { FieldFaults } from './credentials';

type AuthFormProps = {
  submitLabel: string;
  busyLabel: string;
  check: (values: FormData) => FieldFaults;
  submit: (values: FormData) => Promise<{ error: AuthError | null }>;
  children: (faults: FieldFaults) => ReactNode;
};

/** A form that checks its fields, sends them once, and says what went wrong beside the field it is about. */
export function AuthForm({ submitLabel, busyLabel, check, submit, children }: AuthFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<AuthFailure>({ fields: {}, message: undefined });
  const [busy, setBusy] = useState(false);
  // Before that, the browser would send the form itself, past the code below.
  const hydrated = useHydrated();

  function fail(next: AuthFailure): void {
    setFailure(next);
    setBusy(false);
    if (form.current) focusFirstFault(form.current);
  }

  async function onSubmit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const values = new FormData(event.currentTarget);
    const faults = check(values);
    if (Object.keys(faults).length > 0) return fail({ fields: faults, message: undefined });
    setBusy(true);
    setFailure({ fields: {}, message: undefined });
    const { error } = await submit(values).catch(() => ({ error: {} as AuthError }));
    if (error) return fail(failureOfAuth(error));
    loadPage('/tasks');
  }

  function onInput(): void {
    const hasFaults = Object.keys(failure.fields).length > 0;
    if (hasFaults && form.current) setFailure({ ...failure, fields: check(new FormData(form.current)) });
  }

  return (
    <form ref={form} className={styles.form} method="post" noValidate onSubmit={onSubmit} onInput={onInput}>
      <div role="alert">
        {failure.message !== undefined && (
          <p className={styles.failure}>
            <AlertIcon />
            {failure.message}
          </p>
        )}
      </div>
      {children(failure.fields)}
      <button type="submit" className="button button-primary" disabled={busy || !hydrated}>
        {busy ? busyLabel : submitLabel}
      </button>
    </form>
  );
}
