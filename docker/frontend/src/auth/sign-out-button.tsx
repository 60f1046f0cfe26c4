'use client';

import { useState } from 'react';

import { Unsaved } from '@/tasks/unsaved';
import { useAnnounce } from '@/ui/announcer';
import { loadPage } from '@/ui/load-page';

import { authClient } from './auth-client';

export function SignOutButton({ userId }: { userId: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const announce = useAnnounce();

  async function signOut(): Promise<void> {
    setState('busy');
    const { error } = await authClient.signOut().catch(() => ({ error: true }));
    if (error) {
      setState('failed');
      announce('Signing out failed. Try again.');
      return;
    }
    new Unsaved(userId, window.sessionStorage).clear();
    loadPage('/sign-in');
  }

  return (
    <button
      type="button"
      className="button button-plain"
      disabled={state === 'busy'}
      onClick={signOut}
      title={state === 'failed' ? 'Signing out failed. Try again.' : undefined}
    >
      {state === 'failed' ? 'Try again' : 'Sign out'}
    </button>
  );
}
