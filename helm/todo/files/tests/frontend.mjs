// The frontend answers with its page, and its database is ready for sign-ups.
const page = await get('/');
const type = page.headers.get('content-type') ?? '';
if (page.status !== 200 || !type.startsWith('text/html')) {
  fail(`GET / answered ${page.status} ${type}, not 200 text/html. See the log of the frontend pods.`);
}
const ready = await get('/api/readyz');
if (ready.status !== 200) {
  fail(`GET /api/readyz answered ${ready.status}: ${await ready.text()} Check the database and the Secret.`);
}
console.log('The frontend answers with its page and is ready.');
