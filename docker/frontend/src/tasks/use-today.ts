'use client';

import { useSyncExternalStore } from 'react';

import { calendarDay } from './due-date';

/** The calendar day where the person is; looked at again when the page is, such as on the next morning. */
export function useToday(): string {
  return useSyncExternalStore(
    (onChange) => {
      document.addEventListener('visibilitychange', onChange);
      return () => document.removeEventListener('visibilitychange', onChange);
    },
    () => calendarDay(new Date()),
    () => '1970-01-01',
  );
}
