import Link from 'next/link';
import { redirect } from 'next/navigation';

import { findSignedInUser } from '@/auth/session';
import { SiteHeader } from '@/ui/site-header';

import styles from './page.module.css';

export default async function HomePage() {
  if (await findSignedInUser()) redirect('/tasks');
  return (
    <>
      <SiteHeader />
      <main id="content" className={styles.main}>
        <h1>What has to be done, in one list.</h1>
        <p className={styles.lead}>Write tasks down, give them a date and a priority, and tick them off.</p>
        <div className={styles.actions}>
          <Link href="/sign-up" className="button button-primary">
            Create an account
          </Link>
          <Link href="/sign-in" className="button button-secondary">
            Sign in
          </Link>
        </div>
      </main>
    </>
  );
}
