import { headers } from 'next/headers';

import { auth } from './auth';

export type SignedInUser = { id: string; name: string; email: string };

/** The person whose session cookie came with this request, asked of the database. */
export async function findSignedInUser(): Promise<SignedInUser | undefined> {
  const session = await auth().api.getSession({ headers: await headers() });
  return session ? { id: session.user.id, name: session.user.name, email: session.user.email } : undefined;
}
