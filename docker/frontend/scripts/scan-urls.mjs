// Looks for absolute addresses in the JavaScript and CSS that the build gives to browsers. The app may name its own
// origin, and texts that nothing fetches; anything else fails the build.
//
//   node scripts/scan-urls.mjs [FOLDER]     default: .next/static
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CORE_JS =
  "input of core-js's self-tests of URL(), in the script for browsers without modules: parsed, never fetched";

/** Addresses that may stand there, each with the reason. One that ends in a slash stands for all that begin with it. */
const INERT = new Map([
  ['http://localhost:3000', 'the app itself, hard-coded in auth-client.ts'],
  ['http://localhost:3000/', 'the app itself'],
  ['http://www.w3.org/', 'names of XML namespaces (SVG, MathML, XLink): compared, never fetched'],
  ['https://react.dev/errors/', "text of React's error messages"],
  ['https://nextjs.org/docs/', "text of Next's error messages"],
  ['http://n', "Next's made-up base, for parsing an address that has only a path"],
  ['https://github.com/zloirock/core-js', 'name of the source and licence of core-js'],
  ['https://github.com/zloirock/core-js/', 'name of the source and licence of core-js'],
  ['https://a', CORE_JS],
  ['https://a@b', CORE_JS],
  ['https://a#б', CORE_JS],
  ['https://a/c%20d?a=1&c=3', CORE_JS],
  ['https://x', CORE_JS],
  ['https://тест', CORE_JS],
]);

const folder = process.argv[2] ?? '.next/static';
const found = new Map();
let files = 0;

for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.(js|mjs|css|json)$/.test(entry.name)) continue;
  files++;
  const path = join(entry.parentPath, entry.name);
  for (const address of addressesIn(readFileSync(path, 'utf8'))) {
    if (!found.has(address)) found.set(address, path);
  }
}

if (files === 0) fail(`no scripts or styles in ${folder}: build first (npm run build).`);

const unexpected = [];
console.log(`scan-urls: ${files} files in ${folder}, ${found.size} different addresses`);
for (const [address, path] of [...found].sort()) {
  const reason = reasonFor(address);
  if (reason === undefined) unexpected.push(`${address} in ${path}`);
  else console.log(`  ${address}: ${reason}`);
}
if (unexpected.length > 0) {
  fail(
    `not expected:\n  ${unexpected.join('\n  ')}\nRemove what brings them in; list one here only when nothing fetches it.`,
  );
}

function reasonFor(address) {
  const prefix = [...INERT.keys()].find((key) => key === address || (key.endsWith('/') && address.startsWith(key)));
  return prefix === undefined ? undefined : INERT.get(prefix);
}

/** Absolute and protocol-relative addresses, also where a script writes them with escaped slashes. */
function addressesIn(text) {
  const plain = text.replaceAll('\\/', '/');
  const absolute = plain.match(/\b(?:https?|wss?|ftp):\/\/[^\s"'`<>()\\{}]+/g) ?? [];
  const relative = plain.match(/(?<=["'`(])\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`<>()\\{}]*/gi) ?? [];
  // The full stop after an address that ends a sentence is not part of it.
  return [...absolute, ...relative].map((address) => address.replace(/[.,;:]+$/, ''));
}

function fail(message) {
  console.error(`scan-urls: ${message}`);
  process.exit(1);
}
