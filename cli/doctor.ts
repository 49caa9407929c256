import { launchEnvironment } from '../config/launch.ts';
import { ConfigFaults, unknownSettings } from '../config/read.ts';
import { diagnose } from '../local/launcher/doctor.ts';
import { placesOf } from '../local/paths.ts';
import type { Usage } from './arguments.ts';
import { say } from './say.ts';

function settingFaults(): { env: NodeJS.ProcessEnv; faults: readonly string[] } {
  const unknown = unknownSettings(process.env).map(
    (name) => `${name}: no setting of this name exists; .env.example lists them all.`,
  );
  try {
    return { env: launchEnvironment(process.env), faults: unknown };
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error;
    return { env: process.env, faults: [...error.faults, ...unknown] };
  }
}

export const usage: Usage = {
  what: 'Reads every setting, asks every service in its own language, and says what to do.',
};

/** `zapis doctor`: every setting read, every service asked in its own language, and what to do about what is wrong. */
export async function run(): Promise<number> {
  const settings = settingFaults();
  const diagnosis = await diagnose(placesOf(settings.env), settings.env);
  const faults = [...settings.faults, ...diagnosis.faults];
  const fine = diagnosis.runs
    ? 'Nothing is wrong.'
    : 'Nothing is wrong, and nothing runs: `npm start` brings it up.';
  const findings = faults.length === 0 ? fine : faults.map((fault) => `✗ ${fault}`).join('\n');
  say(`${diagnosis.text}\n\n${findings}`);
  return faults.length === 0 ? 0 : 1;
}
