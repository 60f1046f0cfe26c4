const PATTERNS: readonly [RegExp, string][] = [
  [/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, '[token]'],
  [/\b(Bearer)\s+[^\s"',]+/gi, '$1 [token]'],
  [/(session_token=)[^;\s"]+/gi, '$1[token]'],
  [/(\/\/[^:/\s"]+:)[^@/\s"]+@/g, '$1[password]@'],
];

/** Takes tokens, passwords in addresses and the given secrets out of a text that is about to be logged. */
export function redact(text: string, secrets: readonly string[]): string {
  const withoutSecrets = secrets
    .filter((secret) => secret.length > 0)
    .reduce((result, secret) => result.replaceAll(secret, '[secret]'), text);
  return PATTERNS.reduce((result, [pattern, substitute]) => result.replace(pattern, substitute), withoutSecrets);
}
