import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

// Not BASE_URL: Vitest sets that one to a value of its own. `run` hands it over.
export const BASE_URL = process.env.E2E_BASE_URL ?? 'http://localhost:3000';

// The browser's own background traffic (updates, sync, component downloads) is off, so that what is seen is the app's.
const FLAGS = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** One person's browser with a profile of its own, that remembers which hosts its pages asked for. */
export class TestBrowser {
  readonly hosts = new Set<string>();
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly profile: string,
  ) {}

  static async open(options: BrowserContextOptions = {}): Promise<TestBrowser> {
    const profile = mkdtempSync(join(tmpdir(), 'todo-e2e-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: FLAGS,
      baseURL: BASE_URL,
      viewport: { width: 1280, height: 800 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
      ...options,
    });
    context.setDefaultTimeout(15_000);
    const browser = new TestBrowser(context, context.pages()[0] ?? (await context.newPage()), profile);
    browser.listen();
    return browser;
  }

  /** Closes the browser, and fails if a page asked another host or broke its own policy. */
  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.profile, { recursive: true, force: true });
    const hosts = [...this.hosts].sort();
    process.stdout.write(`hosts asked by the browser: ${hosts.join(', ') || 'none'}\n`);
    expect(hosts.filter((host) => host.replace(/:\d+$/, '') !== 'localhost')).toEqual([]);
    expect(this.faults).toEqual([]);
  }

  private listen(): void {
    this.context.on('request', (request) => this.note(request.url()));
    this.context.on('page', (page) => this.watch(page));
    this.watch(this.page);
  }

  private watch(page: Page): void {
    page.on('websocket', (socket) => this.note(socket.url()));
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      // The browser reports each answer of 400 and more by itself; the tests provoke some.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) this.faults.push(text);
    });
  }

  private note(address: string): void {
    const url = new URL(address);
    if (!['data:', 'blob:', 'about:'].includes(url.protocol)) this.hosts.add(url.host);
  }
}
