'use client';

import './globals.css';

import styles from './message-page.module.css';

/** The last resort: shown when even the frame around the pages failed. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body>
        <main className={styles.main}>
          <title>Something went wrong · Todo</title>
          <h1>The app does not work at the moment</h1>
          <p role="alert">Try again in a moment.</p>
          <button type="button" className="button button-primary" onClick={() => window.location.reload()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
