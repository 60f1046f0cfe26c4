import type { Change } from './change';
import { type Draft, EMPTY_DRAFT } from './draft';

const CHANGES = 'todo.unsaved-changes.';
const DRAFT = 'todo.draft.';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What a person typed or did that the backend does not have yet, kept in this tab over a reload or a new sign-in.
 * It lies under the person's id, so that nobody else who signs in here is shown it.
 */
export class Unsaved {
  constructor(
    private readonly userId: string,
    private readonly store: Store,
  ) {}

  changes(): Change[] {
    return this.read<Change[]>(CHANGES, []);
  }

  addChange(change: Change): void {
    this.write(CHANGES, [...this.changesWithout(change), change]);
  }

  removeChange(change: Change): void {
    this.write(CHANGES, this.changesWithout(change));
  }

  saveDraft(draft: Draft): void {
    this.write(DRAFT, draft);
  }

  draft(): Draft {
    return this.read(DRAFT, EMPTY_DRAFT);
  }

  clear(): void {
    this.store.removeItem(CHANGES + this.userId);
    this.store.removeItem(DRAFT + this.userId);
  }

  private changesWithout(change: Change): Change[] {
    return this.changes().filter((other) => other.id !== change.id);
  }

  private read<T>(prefix: string, fallback: T): T {
    const text = this.store.getItem(prefix + this.userId);
    try {
      return text === null ? fallback : (JSON.parse(text) as T);
    } catch {
      return fallback;
    }
  }

  private write(prefix: string, value: unknown): void {
    try {
      this.store.setItem(prefix + this.userId, JSON.stringify(value));
    } catch {
      // The store may be full or closed to this page. Then there is no copy; the page itself works on.
    }
  }
}
