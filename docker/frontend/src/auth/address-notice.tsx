'use client';

import { useSyncExternalStore } from 'react';

import styles from './address-notice.module.css';
import { APP_ORIGIN } from './auth-client';

/** Tells a person who came by another name, such as 127.0.0.1, that signing in works at one address only. */
export function AddressNotice() {
  const elsewhere = useSyncExternalStore(
    () => () => {},
    () => window.location.origin !== APP_ORIGIN,
    () => false,
  );
  if (!elsewhere) return null;
  return (
    <p role="alert" className={styles.notice}>
      This app works at one address only. Open it at <a href={APP_ORIGIN}>{APP_ORIGIN}</a>.
    </p>
  );
}
