import { appendFileSync } from 'node:fs';

/** A line of what a long run measured or counted, for docs/proof; short runs have nobody to tell. */
export function prove(line: string): void {
  const file = process.env['ZAPIS_PROOF_LINES'];
  if (file) appendFileSync(file, `${line}\n`);
}
