'use client';

import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

import type { Task } from './task';

/**
 * Keeps the keyboard's place in a list. When the row that has the focus goes away (deleted, or hidden by a filter), the
 * focus moves to the row that followed it, else to the one before, else to the list. Returns the list's focus handler.
 */
export function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  shown: readonly Task[],
): (event: FocusEvent<HTMLElement>) => void {
  const focused = useRef<string>(undefined);
  const before = useRef<readonly string[]>([]);

  useLayoutEffect(() => {
    const ids = shown.map((task) => task.id);
    const lost = focused.current;
    if (lost !== undefined && !ids.includes(lost) && document.activeElement === document.body) {
      const heir = heirOf(lost, before.current, new Set(ids));
      const row = heir === undefined ? undefined : document.getElementById(rowId(heir));
      focused.current = heir;
      (row?.querySelector<HTMLElement>('input[type="checkbox"]') ?? list.current)?.focus();
    }
    before.current = ids;
  }, [list, shown]);

  return (event) => {
    focused.current = event.target.closest('li')?.id.slice(rowId('').length);
  };
}

export function rowId(taskId: string): string {
  return `task-${taskId}`;
}

/** The nearest id after the lost one that is still there, else the nearest before it. */
export function heirOf(lost: string, before: readonly string[], now: ReadonlySet<string>): string | undefined {
  const index = before.indexOf(lost);
  return before.slice(index + 1).find((id) => now.has(id)) ?? before.slice(0, index).findLast((id) => now.has(id));
}
