// What a person does, over the way of the browser: sign up, create a task, read it again. Leaves nothing behind.
import { randomUUID } from 'node:crypto';

const origin = process.env.APP_URL;
const password = randomUUID();
const email = `helm-test-${randomUUID()}@example.invalid`;

const account = await send('POST', '/api/auth/sign-up/email', { name: 'Helm test', email, password }, { Origin: origin });
expect(account, 200, 'The sign-up failed: see the log of the frontend pods.');
const cookie = account.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
const signedIn = { Origin: origin, Cookie: cookie };
try {
  await createAndReadTask();
} finally {
  const gone = await send('POST', '/api/auth/delete-user', { password }, signedIn);
  expect(gone, 200, `The account ${email} could not be deleted and stays in the database.`);
}
console.log('Signed up, got a token, created a task, read it and deleted it. Without a token, the API answers 401.');

async function createAndReadTask() {
  const tokenAnswer = await send('GET', '/api/auth/token', undefined, signedIn);
  expect(tokenAnswer, 200, 'There was no token for the API: see the log of the frontend pods.');
  const bearer = { Origin: origin, Authorization: `Bearer ${tokenAnswer.json.token}` };

  const title = `Task of helm test ${randomUUID()}`;
  const created = await send('POST', '/api/backend/tasks', { title }, bearer);
  expect(created, 201, 'The task was not created: see the log of the backend pods.');
  const path = `/api/backend/tasks/${created.json.id}`;

  const read = await send('GET', path, undefined, bearer);
  expect(read, 200, 'The new task could not be read.');
  if (read.json.title !== title) fail(`The task that was read has the title ${JSON.stringify(read.json.title)}, not ${title}.`);

  const anonymous = await send('GET', path, undefined, { Origin: origin });
  expect(anonymous, 401, 'The API must ask for a token: do not use this release.');

  const deleted = await send('DELETE', path, undefined, bearer);
  expect(deleted, 204, 'The task could not be deleted.');
}

async function send(method, path, body, headers) {
  const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const response = await get(path, { method, ...content, headers: { ...content.headers, ...headers } });
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json');
  return { what: `${method} ${path}`, status: response.status, headers: response.headers, text, json: isJson && text ? JSON.parse(text) : {} };
}

function expect(answer, status, advice) {
  if (answer.status !== status) fail(`${answer.what} answered ${answer.status}, not ${status}: ${answer.text.slice(0, 300)} ${advice}`);
}
