/** Values that stand in examples everywhere, compared without case and punctuation. */
const PLACEHOLDERS = new Set([
  'admin',
  'betterauthsecret',
  'changeit',
  'changeme',
  'default',
  'example',
  'letmein',
  'password',
  'placeholder',
  'postgres',
  'postgresql',
  'qwertyuiop',
  'replaceme',
  'secret',
  'supersecret',
  'test',
  'todo',
  'yourpassword',
  'yoursecret',
]);

/** True for a known placeholder, also when it is repeated or digits follow: `changeme`, `Change-Me-123`, `secretsecret`. */
export function isPlaceholder(value: string): boolean {
  const letters = value.toLowerCase().replace(/[^a-z0-9]/g, '');
  const stem = letters.replace(/[0-9]+$/, '');
  return [letters, stem].some((candidate) => PLACEHOLDERS.has(candidate) || isRepeatedPlaceholder(candidate));
}

function isRepeatedPlaceholder(value: string): boolean {
  return [...PLACEHOLDERS].some(
    (word) =>
      value.length > word.length && value === word.repeat(Math.ceil(value.length / word.length)).slice(0, value.length),
  );
}

export function distinctCharacters(value: string): number {
  return new Set(value).size;
}
