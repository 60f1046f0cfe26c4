import { mkdirSync } from 'node:fs';

import axe, { type AxeResults } from 'axe-core';
import { type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { TestBrowser } from './browser';
import { addTask, checkbox, dayFromToday, newPerson, signUp, titleField } from './person';

const FOLDER = `${import.meta.dirname}/screenshots`;
const WIDTHS = [1280, 360] as const;

describe.each(['light', 'dark'] as const)('the %s pages', (scheme) => {
  let browser: TestBrowser;

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    browser = await TestBrowser.open({ colorScheme: scheme });
  });
  afterAll(() => browser.close());

  test.each(['/', '/sign-in', '/sign-in?reason=session-ended', '/sign-up', '/no-such-page'])('%s', async (path) => {
    await browser.page.goto(path);
    await inspect(browser.page, scheme, path === '/' ? 'home' : path.replace(/\W+/g, '-').slice(1));
  });

  test('forms with faults', async () => {
    const { page } = browser;
    await page.goto('/sign-up');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Type your name.').waitFor();
    await inspect(page, scheme, 'sign-up-faults');
  });

  test('an empty list', async () => {
    await signUp(browser.page, newPerson());
    await browser.page.getByText('Nothing to do yet').waitFor();
    await inspect(browser.page, scheme, 'tasks-empty');
  });

  test('a list of tasks', async () => {
    const { page } = browser;
    await addTask(page, { title: 'Book the dentist', dueDate: dayFromToday(-1), priority: 'High' });
    await addTask(page, {
      title: 'Pay the rent',
      dueDate: dayFromToday(0),
      note: 'The account has changed: see the letter.',
    });
    await addTask(page, {
      title: 'Write the release notes and send them to everybody who asked',
      dueDate: dayFromToday(6),
    });
    await addTask(page, { title: 'Sort the photographs', priority: 'Low' });
    await addTask(page, { title: 'Buy bread' });
    await checkbox(page, 'Buy bread').click();
    await page.getByText('1 of 5 done').waitFor();
    await inspect(page, scheme, 'tasks');
  });

  test('a form with a note and a fault', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Add a note' }).click();
    await page.getByRole('button', { name: 'Add task' }).click();
    await page.getByText('Give the task a title.').waitFor();
    await inspect(page, scheme, 'tasks-fault');
    await page.reload();
    await titleField(page).waitFor();
  });

  test('the dialogs', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Edit “Pay the rent”' }).click();
    await inspect(page, scheme, 'edit');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Delete “Pay the rent”' }).click();
    await inspect(page, scheme, 'delete');
    await page.keyboard.press('Escape');
  });

  test('a change that failed, and a list that could not be loaded', async () => {
    const { page } = browser;
    await page.route('**/api/backend/**', (route) =>
      route.fulfill({ status: 503, json: { detail: '', request_id: 'r-1' } }),
    );
    await checkbox(page, 'Pay the rent').click();
    await page.getByText('Could not complete').waitFor();
    await inspect(page, scheme, 'tasks-rolled-back');
    await page.reload();
    await page.getByText('Your tasks could not be loaded').waitFor();
    await inspect(page, scheme, 'tasks-not-loaded');
    await page.unrouteAll();
  });
});

describe('the choice of a theme', () => {
  test('outlasts a reload, and follows the system again once both agree', async () => {
    const browser = await TestBrowser.open({ colorScheme: 'light' });
    const { page } = browser;
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? 'system');
    await page.goto('/');
    await page.getByRole('button', { name: 'Switch to dark theme' }).click();
    expect(await theme()).toBe('dark');
    await page.reload();
    expect(await theme()).toBe('dark');
    await page.getByRole('button', { name: 'Switch to light theme' }).click();
    expect(await theme()).toBe('system');
    await browser.close();
  });
});

/** Takes pictures, looks for faults of accessibility, and for a page that is wider than the narrowest screen. */
async function inspect(page: Page, scheme: string, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${FOLDER}/${name}-${scheme}-${width}.png`, fullPage: true });
    expect(await faultsOf(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}
