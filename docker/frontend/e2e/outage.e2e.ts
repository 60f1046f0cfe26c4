import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { TestBrowser } from './browser';
import { addTask, checkbox, newPerson, row, signUp, titleField } from './person';

const OUTAGE = { status: 503, json: { detail: 'The database cannot be reached.', request_id: 'r-1' } };

describe('while the backend is away', () => {
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await TestBrowser.open();
    await signUp(browser.page, newPerson());
    await addTask(browser.page, { title: 'Already there' });
  });
  afterAll(() => browser.close());

  test('a change is taken back visibly, and can be tried again', async () => {
    const { page } = browser;
    await page.route('**/api/backend/tasks/*', (route) => route.fulfill(OUTAGE));
    await checkbox(page, 'Already there').click();
    await page.getByText('Could not complete “Already there”.').waitFor();
    expect(await checkbox(page, 'Already there').isChecked()).toBe(false);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('1 of 1 done').waitFor();
    await page.getByText('Could not complete').waitFor({ state: 'detached' });
  });

  test('a new task that was not saved is not lost', async () => {
    const { page } = browser;
    await page.route('**/api/backend/tasks', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await titleField(page).fill('Saved at the second attempt');
    await page.keyboard.press('Enter');
    await page.getByText('Could not add “Saved at the second attempt”.').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await row(page, 'Saved at the second attempt').and(page.locator('[aria-busy="false"]')).waitFor();
  });

  test('a list that cannot be loaded says so, and is loaded again on request', async () => {
    const { page } = browser;
    await page.route('**/api/backend/tasks?*', (route) => route.fulfill(OUTAGE));
    await page.reload();
    await page.getByText('Your tasks could not be loaded').waitFor();
    await page.getByText('reference r-1').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await row(page, 'Already there').waitFor();
  });

  test('while the list is on its way, its shape is shown', async () => {
    const { page } = browser;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/backend/tasks?*', async (route) => {
      await held;
      await route.continue();
    });
    await page.reload();
    await page.getByText('Loading the tasks…').waitFor({ state: 'attached' });
    release();
    await row(page, 'Already there').waitFor();
    await page.unrouteAll();
  });
});
