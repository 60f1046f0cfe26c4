type Count = { failures: number; since: number };

/**
 * Counts failed sign-ins for each account within a window of time. A limit for each client address is not enough: a
 * client can invent its X-Forwarded-For, and behind a node port many people share one address.
 */
export class Attempts {
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly now: () => number = Date.now,
    private readonly capacity = 10_000,
  ) {}

  /** Seconds until the account may try again; 0 when it may now. */
  waitSeconds(account: string): number {
    const count = this.current(account);
    if (count === undefined || count.failures < this.limit) return 0;
    return Math.ceil((count.since + this.windowMs - this.now()) / 1000);
  }

  failed(account: string): void {
    const count = this.current(account) ?? { failures: 0, since: this.now() };
    this.counts.delete(key(account));
    this.counts.set(key(account), { ...count, failures: count.failures + 1 });
    if (this.counts.size > this.capacity) this.dropOldest();
  }

  succeeded(account: string): void {
    this.counts.delete(key(account));
  }

  private current(account: string): Count | undefined {
    const count = this.counts.get(key(account));
    return count !== undefined && this.now() - count.since < this.windowMs ? count : undefined;
  }

  private dropOldest(): void {
    const oldest = this.counts.keys().next();
    if (!oldest.done) this.counts.delete(oldest.value);
  }
}

function key(account: string): string {
  return account.trim().toLowerCase();
}
