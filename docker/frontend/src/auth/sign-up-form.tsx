'use client';

import { Field } from '@/ui/field';

import { authClient } from './auth-client';
import { AuthForm } from './auth-form';
import { faultsOfSignUp, type SignUpInput } from './credentials';
import { PASSWORD_MIN } from './password-rule';

export function SignUpForm() {
  return (
    <AuthForm
      submitLabel="Create account"
      busyLabel="Creating the account…"
      check={(values) => faultsOfSignUp(inputOf(values))}
      submit={(values) => authClient.signUp.email(inputOf(values))}
    >
      {(faults) => (
        <>
          <Field id="name" label="Name" fault={faults.name}>
            {(aria) => <input id="name" name="name" autoComplete="name" required {...aria} />}
          </Field>
          <Field id="email" label="E-mail address" fault={faults.email}>
            {(aria) => <input id="email" name="email" type="email" autoComplete="username" required {...aria} />}
          </Field>
          <Field id="password" label="Password" hint={`${PASSWORD_MIN} characters or more`} fault={faults.password}>
            {(aria) => (
              <input id="password" name="password" type="password" autoComplete="new-password" required {...aria} />
            )}
          </Field>
        </>
      )}
    </AuthForm>
  );
}

function inputOf(values: FormData): SignUpInput {
  return {
    name: String(values.get('name')).trim(),
    email: String(values.get('email')).trim(),
    password: String(values.get('password')),
  };
}
