import { readSettings } from './settings';

/** Ends the process when a setting is missing or weak: a server that starts and then fails each request hides the cause. */
export function checkSettingsAtStart(): void {
  const outcome = readSettings(process.env);
  if (outcome.kind === 'valid') return;
  for (const fault of outcome.faults) process.stderr.write(`todo-frontend cannot start: ${fault}\n`);
  process.exit(1);
}
