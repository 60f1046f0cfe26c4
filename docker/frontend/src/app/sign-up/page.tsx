import type { Metadata } from 'next';
import { redirect } from 'next/navigation';

import { AuthPage } from '@/auth/auth-page';
import { findSignedInUser } from '@/auth/session';
import { SignUpForm } from '@/auth/sign-up-form';

export const metadata: Metadata = { title: 'Create an account' };

export default async function SignUpPage() {
  if (await findSignedInUser()) redirect('/tasks');
  return (
    <AuthPage
      title="Create an account"
      other={{ question: 'You have an account?', label: 'Sign in', href: '/sign-in' }}
    >
      <SignUpForm />
    </AuthPage>
  );
}
