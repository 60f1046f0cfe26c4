import { randomBytes } from 'node:crypto';

import { type Locator, type Page } from 'playwright-core';

export type Person = { name: string; email: string; password: string };

export function newPerson(name = 'Ann Example'): Person {
  return {
    name,
    email: `${randomBytes(8).toString('hex')}@example.com`,
    password: randomBytes(12).toString('base64url'),
  };
}

export async function signUp(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('E-mail address').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/tasks');
  await titleField(page).waitFor();
}

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
}

export function titleField(page: Page): Locator {
  return page.getByRole('textbox', { name: 'New task' });
}

export type NewTask = { title: string; dueDate?: string; priority?: 'High' | 'Medium' | 'Low'; note?: string };

/** Types a task into the form and waits until the backend has confirmed it. */
export async function addTask(page: Page, task: NewTask): Promise<void> {
  const form = page.getByRole('form', { name: 'New task' });
  await titleField(page).fill(task.title);
  if (task.dueDate !== undefined) await form.getByLabel('Due date').fill(task.dueDate);
  if (task.priority !== undefined) await form.getByLabel('Priority').selectOption(task.priority);
  if (task.note !== undefined) {
    await form.getByRole('button', { name: 'Add a note' }).click();
    await form.getByLabel('Note').fill(task.note);
  }
  await form.getByRole('button', { name: 'Add task' }).click();
  await row(page, task.title).and(page.locator('[aria-busy="false"]')).waitFor();
}

export function row(page: Page, title: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: title, exact: true }) });
}

export function checkbox(page: Page, title: string): Locator {
  return page.getByRole('checkbox', { name: title, exact: true });
}

/** The titles in the list, from top to bottom. */
export function titles(page: Page): Promise<string[]> {
  return page.getByRole('listitem').locator('label').allTextContents();
}

/** A calendar day so many days from the browser's today. */
export function dayFromToday(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
