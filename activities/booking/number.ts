import { randomInt } from 'node:crypto';

/** Nothing that is read or heard as something else: no 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V. */
const letters = '34679ACDEFGHJKMNPQRTVWXY';

/** "K7M-4Q2": what people quote. Unique by the database's index, not by chance. */
export function drawNumber(): string {
  const half = () => Array.from({ length: 3 }, () => letters[randomInt(letters.length)]).join('');
  return `${half()}-${half()}`;
}
