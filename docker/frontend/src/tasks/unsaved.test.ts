import { expect, test } from 'vitest';

import { deletionOf, updateOf } from './change';
import { EMPTY_DRAFT } from './draft';
import { sampleTask } from './sample-task';
import { Unsaved } from './unsaved';

function store() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
}

test('a change is kept once, until it is saved', () => {
  const tab = store();
  const change = updateOf(sampleTask(), { completed: true });
  const other = deletionOf(sampleTask({ id: 'b' }));
  new Unsaved('ann', tab).addChange(change);
  new Unsaved('ann', tab).addChange(other);
  new Unsaved('ann', tab).addChange(change);
  expect(new Unsaved('ann', tab).changes()).toEqual([other, change]);
  new Unsaved('ann', tab).removeChange(change);
  expect(new Unsaved('ann', tab).changes()).toEqual([other]);
});

test('what one person typed is not shown to another', () => {
  const tab = store();
  new Unsaved('ann', tab).saveDraft({ ...EMPTY_DRAFT, title: 'Half' });
  expect(new Unsaved('ann', tab).draft().title).toBe('Half');
  expect(new Unsaved('ben', tab).draft()).toEqual(EMPTY_DRAFT);
  new Unsaved('ann', tab).clear();
  expect(new Unsaved('ann', tab).draft()).toEqual(EMPTY_DRAFT);
});

test('a broken or a closed store is as good as an empty one', () => {
  const broken = { getItem: () => '{', setItem: () => failed(), removeItem: () => {} };
  const unsaved = new Unsaved('ann', broken);
  unsaved.saveDraft({ ...EMPTY_DRAFT, title: 'x' });
  expect(unsaved.draft()).toEqual(EMPTY_DRAFT);
  expect(unsaved.changes()).toEqual([]);
});

function failed(): never {
  throw new DOMException('full', 'QuotaExceededError');
}
