import { diagnose } from '../local/launcher/doctor.ts';
import { placesOf } from '../local/paths.ts';

/** `zapis doctor`: every service asked in its own language, and what to do about what is wrong. */
export async function run(_argv: readonly string[]): Promise<number> {
  const { text, faults } = await diagnose(placesOf(), process.env);
  const findings = faults.length === 0 ? 'Nothing is wrong.' : faults.map((fault) => `✗ ${fault}`).join('\n');
  process.stdout.write(`${text}\n\n${findings}\n`);
  return faults.length === 0 ? 0 : 1;
}
