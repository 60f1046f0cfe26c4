'use client';

import { SiteHeader } from '@/ui/site-header';

import styles from './message-page.module.css';

/** Shown in place of a page that failed, such as while the database is away. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <>
      <SiteHeader />
      <main id="content" className={styles.main}>
        <title>Something went wrong · Todo</title>
        <h1>This page does not work at the moment</h1>
        <p role="alert">
          The server could not make it. Try again in a moment.
          {error.digest !== undefined && ` (reference ${error.digest})`}
        </p>
        <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
          Try again
        </button>
      </main>
    </>
  );
}
