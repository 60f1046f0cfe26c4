import { execFileSync } from 'node:child_process';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { TestBrowser } from './browser';
import { addTask, checkbox, dayFromToday, newPerson, row, signUp, titleField, titles } from './person';

describe('a list of tasks', () => {
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = await TestBrowser.open();
    await signUp(browser.page, newPerson());
  });
  afterAll(() => browser.close());

  test('a task without a title is not taken, and the field says why', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Add task' }).click();
    await page.getByText('Give the task a title.').waitFor();
    expect(await titleField(page).getAttribute('aria-invalid')).toBe('true');
  });

  test('a task is created with its date, its priority and its note', async () => {
    const { page } = browser;
    await addTask(page, {
      title: 'Pay the rent',
      dueDate: dayFromToday(0),
      priority: 'High',
      note: 'To the new account',
    });
    const text = await row(page, 'Pay the rent').innerText();
    expect(text).toContain('To the new account');
    expect(text).toContain('Today');
    expect(text).toContain('High');
    expect(await titleField(page).inputValue()).toBe('');
    await page.waitForFunction(() => document.activeElement?.getAttribute('placeholder') === 'What has to be done?');
  });

  test('what is due first stands first', async () => {
    const { page } = browser;
    await addTask(page, { title: 'Read <b>a</b> book', priority: 'Low' });
    await addTask(page, { title: 'Return the parcel', dueDate: dayFromToday(-2) });
    expect(await titles(page)).toEqual(['Return the parcel', 'Pay the rent', 'Read <b>a</b> book']);
    expect(await row(page, 'Return the parcel').innerText()).toContain('Overdue');
  });

  test('an edit is saved', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Edit “Pay the rent”' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit task' });
    await dialog.getByLabel('Title').fill('Pay rent and power');
    await dialog.getByLabel('Due date').fill(dayFromToday(1));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.reload();
    expect(await row(page, 'Pay rent and power').innerText()).toContain('Tomorrow');
  });

  test('an edit that is left unsaved is asked about first', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Edit “Pay rent and power”' }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit task' });
    await dialog.getByLabel('Title').fill('Something else');
    await page.keyboard.press('Escape');
    await dialog.getByText('Leave without saving your changes?').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await row(page, 'Pay rent and power').waitFor();
    await page.waitForFunction(
      () => document.activeElement?.getAttribute('aria-label') === 'Edit “Pay rent and power”',
    );
  });

  test('a completed task moves to the end and stays completed', async () => {
    const { page } = browser;
    await checkbox(page, 'Return the parcel').click();
    await page.getByText('1 of 3 done').waitFor();
    await page.reload();
    await row(page, 'Return the parcel').waitFor();
    expect(await checkbox(page, 'Return the parcel').isChecked()).toBe(true);
    expect((await titles(page)).at(-1)).toBe('Return the parcel');
  });

  test('the list is filtered by state, by priority and by words', async () => {
    const { page } = browser;
    await page.getByText('Done', { exact: false }).and(page.locator('label')).click();
    expect(await titles(page)).toEqual(['Return the parcel']);
    await page.getByText('Open', { exact: false }).and(page.locator('label')).click();
    expect(await titles(page)).toEqual(['Pay rent and power', 'Read <b>a</b> book']);
    await page.getByLabel('Priority filter').selectOption('low');
    expect(await titles(page)).toEqual(['Read <b>a</b> book']);
    await page.getByText('1 of 3 tasks match').waitFor();
    await page.getByLabel('Search tasks').fill('rent');
    await page.getByText('No task matches').waitFor();
    await page.getByRole('button', { name: 'Show all tasks' }).click();
    await page.getByLabel('Search tasks').fill('PARCEL');
    expect(await titles(page)).toEqual(['Return the parcel']);
    await page.getByLabel('Search tasks').fill('');
  });

  test('a deletion is confirmed first, and the focus moves to the next task', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Delete “Pay rent and power”' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await row(page, 'Pay rent and power').waitFor();
    await page.getByRole('button', { name: 'Delete “Pay rent and power”' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await row(page, 'Pay rent and power').waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'checkbox');
    await page.reload();
    await row(page, 'Return the parcel').waitFor();
    expect(await titles(page)).toEqual(['Read <b>a</b> book', 'Return the parcel']);
  });

  test('the keyboard alone creates a task and completes it', async () => {
    const { page } = browser;
    await page.reload();
    await titleField(page).waitFor();
    await tabTo(browser, (element) => element.placeholder === 'What has to be done?');
    await page.keyboard.type('Typed, not clicked');
    await page.keyboard.press('Enter');
    await row(page, 'Typed, not clicked').and(page.locator('[aria-busy="false"]')).waitFor();
    await tabTo(browser, (element) => element.type === 'checkbox' && element.label === 'Typed, not clicked');
    await page.keyboard.press('Space');
    await page.getByText('2 of 3 done').waitFor();
  });

  test('what happens is said to a screen reader', async () => {
    const { page } = browser;
    await checkbox(page, 'Typed, not clicked').click();
    await page.getByTestId('announcer').getByText('Reopened “Typed, not clicked”.').waitFor();
  });

  test('another person sees none of it, not even by its id', async () => {
    const other = await TestBrowser.open();
    try {
      const id = (await row(browser.page, 'Read <b>a</b> book').getAttribute('id'))?.replace('task-', '');
      await signUp(other.page, newPerson('Ben Example'));
      await other.page.getByText('Nothing to do yet').waitFor();
      const status = await other.page.evaluate(async (taskId) => {
        const { token } = (await (await fetch('/api/auth/token')).json()) as { token: string };
        const answer = await fetch(`/api/backend/tasks/${taskId}`, { headers: { authorization: `Bearer ${token}` } });
        return answer.status;
      }, id);
      expect(status).toBe(404);
    } finally {
      await other.close();
    }
  });

  const restart = process.env.RESTART_BACKEND;
  test.skipIf(restart === undefined)(
    'the tasks survive a restart of the backend',
    async () => {
      const { page } = browser;
      execFileSync('bash', ['-c', restart ?? ''], { stdio: 'inherit', timeout: 180_000 });
      await page.reload();
      // A new pod is ready a moment before every node sends to it: the page waits for it by itself.
      await row(page, 'Read <b>a</b> book').waitFor({ timeout: 30_000 });
      await addTask(page, { title: 'Added after the restart' });
    },
    240_000,
  );
});

type Focused = { placeholder: string | undefined; type: string | undefined; label: string | undefined };

/** Presses Tab until the focused element is the wanted one. */
async function tabTo({ page }: TestBrowser, wanted: (element: Focused) => boolean): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element instanceof HTMLInputElement
        ? { placeholder: element.placeholder, type: element.type, label: element.labels?.[0]?.textContent ?? undefined }
        : { placeholder: undefined, type: undefined, label: undefined };
    });
    if (wanted(focused)) return;
  }
  throw new Error('The keyboard does not reach the wanted element within 40 presses of Tab.');
}
