'use client';

import { Field } from '@/ui/field';

import { authClient } from './auth-client';
import { AuthForm } from './auth-form';
import { faultsOfSignIn, type SignInInput } from './credentials';

export function SignInForm() {
  return (
    <AuthForm
      submitLabel="Sign in"
      busyLabel="Signing in…"
      check={(values) => faultsOfSignIn(inputOf(values))}
      submit={(values) => authClient.signIn.email(inputOf(values))}
    >
      {(faults) => (
        <>
          <Field id="email" label="E-mail address" fault={faults.email}>
            {(aria) => <input id="email" name="email" type="email" autoComplete="username" required {...aria} />}
          </Field>
          <Field id="password" label="Password" fault={faults.password}>
            {(aria) => (
              <input id="password" name="password" type="password" autoComplete="current-password" required {...aria} />
            )}
          </Field>
        </>
      )}
    </AuthForm>
  );
}

function inputOf(values: FormData): SignInInput {
  return { email: String(values.get('email')).trim(), password: String(values.get('password')) };
}
