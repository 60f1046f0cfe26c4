import { SiteHeader } from '@/ui/site-header';

import styles from './message-page.module.css';

export default function NotFoundPage() {
  return (
    <>
      <SiteHeader />
      <main id="content" className={styles.main}>
        <title>Page not found · Todo</title>
        <h1>There is no such page</h1>
        <p>The address may be mistyped, or the page has moved.</p>
        {/* eslint-disable-next-line @next/next/no-html-link-for-pages -- a whole page load asks who is signed in */}
        <a href="/" className="button button-primary">
          Go to the start
        </a>
      </main>
    </>
  );
}
