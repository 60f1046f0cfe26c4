// The backend is alive, its database answers, it counts requests, and it lets nobody in without a token.
await expect('/healthz', 200, 'See the log of the backend pods.');
await expect('/readyz', 200, 'Check the database and the Secret.');
await expect('/metrics', 200, 'See the log of the backend pods.');
await expect('/tasks', 401, 'The API must ask for a token: do not use this release.');
console.log('The backend is alive and ready, shows its metrics and asks for tokens.');

async function expect(path, status, advice) {
  const response = await get(path);
  if (response.status !== status) {
    fail(`GET ${path} answered ${response.status}, not ${status}: ${(await response.text()).slice(0, 300)} ${advice}`);
  }
}
