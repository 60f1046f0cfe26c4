import { readSettings, type Settings } from './settings';

let loaded: Settings | undefined;

/** The settings of this process, read once. The check at start has reported every fault; this throws for a caller without it. */
export function settings(): Settings {
  if (loaded === undefined) {
    const outcome = readSettings(process.env);
    if (outcome.kind === 'invalid') throw new Error(`The settings are not valid. ${outcome.faults.join(' ')}`);
    loaded = outcome.settings;
  }
  return loaded;
}
