import { afterEach, expect, test, vi } from 'vitest';

import { checkSettingsAtStart } from './check-at-start';

afterEach(() => vi.unstubAllEnvs());

test('a wrong environment ends the process with 1, one line for each fault, and no value', () => {
  for (const name of ['DB_HOST', 'DB_PORT', 'DB_USER', 'DB_NAME', 'AUTH_SECRET', 'BACKEND_URL']) vi.stubEnv(name, '');
  vi.stubEnv('DB_PASSWORD', 'hunter2');
  const lines: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);

  checkSettingsAtStart();

  expect(exit).toHaveBeenCalledWith(1);
  expect(lines).toHaveLength(7);
  expect(lines.every((line) => line.startsWith('todo-frontend cannot start: ') && line.endsWith('\n'))).toBe(true);
  expect(lines.join('')).not.toContain('hunter2');
});
