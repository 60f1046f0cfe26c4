import type { Metadata } from 'next';
import { redirect } from 'next/navigation';

import { findSignedInUser } from '@/auth/session';
import { SignOutButton } from '@/auth/sign-out-button';
import { TasksView } from '@/tasks/tasks-view';
import { SiteHeader } from '@/ui/site-header';

import styles from './page.module.css';

export const metadata: Metadata = { title: 'Tasks' };

export default async function TasksPage() {
  const user = await findSignedInUser();
  if (!user) redirect('/sign-in');
  return (
    <>
      <SiteHeader>
        <span className={styles.person} title={user.email}>
          {user.name}
        </span>
        <SignOutButton userId={user.id} />
      </SiteHeader>
      <main id="content" className={styles.main}>
        <TasksView userId={user.id} />
      </main>
    </>
  );
}
