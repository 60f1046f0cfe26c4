import Link from 'next/link';
import type { ReactNode } from 'react';

import { SiteHeader } from '@/ui/site-header';

import styles from './auth-page.module.css';

type AuthPageProps = {
  title: string;
  notice?: string | undefined;
  other: { question: string; label: string; href: '/sign-in' | '/sign-up' };
  children: ReactNode;
};

/** The frame that signing in and signing up share. */
export function AuthPage({ title, notice, other, children }: AuthPageProps) {
  return (
    <>
      <SiteHeader />
      <main id="content" className={styles.main}>
        <h1>{title}</h1>
        {notice !== undefined && (
          <p role="status" className={styles.notice}>
            {notice}
          </p>
        )}
        {children}
        <p className={styles.other}>
          {other.question} <Link href={other.href}>{other.label}</Link>
        </p>
      </main>
    </>
  );
}
