import { PASSWORD_MAX, PASSWORD_MIN } from './password-rule';

export type Field = 'name' | 'email' | 'password';
export type FieldFaults = Partial<Record<Field, string>>;

export type SignInInput = { email: string; password: string };
export type SignUpInput = SignInInput & { name: string };

export function faultsOfSignIn({ email, password }: SignInInput): FieldFaults {
  return { ...emailFault(email), ...(password === '' ? { password: 'Type your password.' } : {}) };
}

export function faultsOfSignUp({ name, email, password }: SignUpInput): FieldFaults {
  return { ...nameFault(name), ...emailFault(email), ...passwordFault(password) };
}

function nameFault(name: string): FieldFaults {
  if (name.trim() === '') return { name: 'Type your name.' };
  return name.trim().length > 100 ? { name: 'Shorten the name to 100 characters.' } : {};
}

function emailFault(email: string): FieldFaults {
  if (email.trim() === '') return { email: 'Type your e-mail address.' };
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email.trim())
    ? {}
    : { email: 'This is not an e-mail address. One looks like ann@example.com.' };
}

function passwordFault(password: string): FieldFaults {
  if (password.length < PASSWORD_MIN) return { password: `Use ${PASSWORD_MIN} characters or more.` };
  return password.length > PASSWORD_MAX ? { password: `Use ${PASSWORD_MAX} characters at most.` } : {};
}
