import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { BASE_URL, TestBrowser } from './browser';
import { addTask, checkbox, newPerson, row, signIn, signOut, signUp, titleField } from './person';

describe('an account', () => {
  let browser: TestBrowser;
  const ann = newPerson();

  beforeAll(async () => {
    browser = await TestBrowser.open();
  });
  afterAll(() => browser.close());

  test('a page is HTML with a policy of its own origin, and names no framework', async () => {
    const response = await browser.page.goto('/');
    const headers = response?.headers() ?? {};
    expect(response?.status()).toBe(200);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'self'; script-src 'self' 'nonce-[^']+'; style-src 'self' 'nonce-[^']+'; .*frame-ancestors 'none'$/,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('signed out, the tasks are behind the sign-in page', async () => {
    await browser.page.goto('/tasks');
    expect(new URL(browser.page.url()).pathname).toBe('/sign-in');
  });

  test('what is missing is said at its field, and the first such field has the focus', async () => {
    const { page } = browser;
    await page.goto('/sign-up');
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.locator('#name-note').waitFor();
    expect(await page.getByLabel('Name').getAttribute('aria-describedby')).toBe('name-note');
    expect(await page.locator('#name-note').textContent()).toBe('Type your name.');
    expect(await page.locator('#password-note').textContent()).toBe('Use 8 characters or more.');
    await page.waitForFunction(() => document.activeElement?.id === 'name');
    await page.getByLabel('Name').fill('Ann');
    await page.locator('#name-note').waitFor({ state: 'detached' });
  });

  test('signing up leads to an empty list', async () => {
    await signUp(browser.page, ann);
    await browser.page.getByText('Nothing to do yet').waitFor();
    await browser.page.getByText(ann.name).waitFor();
  });

  test('the session cookie is out of reach of scripts, and not sent by other sites', async () => {
    const cookies = await browser.context.cookies(BASE_URL);
    const session = cookies.find((cookie) => cookie.name === 'better-auth.session_token');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: BASE_URL.startsWith('https:') });
  });

  test('after signing out, the way back is the password', async () => {
    const { page } = browser;
    await signOut(page);
    await page.goto('/tasks');
    await page.waitForURL('**/sign-in');
    await signIn(page, ann);
    await page.waitForURL('**/tasks');
    await signOut(page);
  });

  test('a wrong password is said to be wrong, without telling which of the two is', async () => {
    const { page } = browser;
    await signIn(page, { ...ann, password: 'not the password' });
    await page.getByText('E-mail address or password is wrong.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });

  test('an address that is taken is said at the field', async () => {
    const { page } = browser;
    await page.goto('/sign-up');
    await page.getByLabel('Name').fill('Another Ann');
    await page.getByLabel('E-mail address').fill(ann.email);
    await page.getByLabel('Password').fill('another password');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.locator('#email-note').waitFor();
    expect(await page.locator('#email-note').textContent()).toContain('There is an account with this address already');
  });

  test('when the session has ended, the change is kept over the new sign-in', async () => {
    const { page } = browser;
    await page.goto('/sign-in');
    await signIn(page, ann);
    await addTask(page, { title: 'Water the plants' });
    await titleField(page).fill('Half typed');
    // What an access token that has ended gets. Asked for a new one, the server finds no session.
    await page.route('**/api/backend/tasks/*', (route) => route.fulfill({ status: 401, json: { detail: 'expired' } }));
    await browser.context.clearCookies();
    await checkbox(page, 'Water the plants').click();
    await page.waitForURL('**/sign-in?reason=session-ended');
    await page.unrouteAll();
    await page.getByText('Your session has ended.').waitFor();
    await signIn(page, ann);
    await row(page, 'Water the plants').waitFor();
    expect(await titleField(page).inputValue()).toBe('Half typed');
    await page.getByText('Could not complete “Water the plants”.').waitFor();
    expect(await checkbox(page, 'Water the plants').isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('1 of 1 done').waitFor();
    await page.reload();
    await page.getByText('1 of 1 done').waitFor();
  });
});
