import type { ReactNode } from 'react';

import { ThemeToggle } from '@/theme/theme-toggle';

import { Mark } from './icons';
import styles from './site-header.module.css';

/** The bar on top of each page; `children` stand at its end. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        {/* A whole page load: it asks the server again who is signed in. */}
        {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
        <a href="/" className={styles.brand}>
          <Mark />
          <span>Todo</span>
        </a>
        <div className={styles.actions}>
          {children}
          <ThemeToggle />
        </div>
      </div>
    </header>
  );
}
