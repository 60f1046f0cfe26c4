import type { Metadata } from 'next';
import { redirect } from 'next/navigation';

import { AuthPage } from '@/auth/auth-page';
import { findSignedInUser } from '@/auth/session';
import { SignInForm } from '@/auth/sign-in-form';
import { SESSION_ENDED } from '@/tasks/api-failure';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  if (await findSignedInUser()) redirect('/tasks');
  const { reason } = await searchParams;
  return (
    <AuthPage
      title="Sign in"
      notice={reason === 'session-ended' ? `${SESSION_ENDED} What you did not save is kept in this tab.` : undefined}
      other={{ question: 'New here?', label: 'Create an account', href: '/sign-up' }}
    >
      <SignInForm />
    </AuthPage>
  );
}
