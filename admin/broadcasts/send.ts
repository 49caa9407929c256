import { createHash } from 'node:crypto';
import type { BroadcastDesk, BroadcastShown, Reach } from './ports.ts';

/** More people than free seats: whoever sends it says once that they know. */
export const needsYes = ({ people, free_seats }: Reach): boolean =>
  people !== null && free_seats !== null && people > free_seats;

/** Of what goes out and to whom: a draft may be changed by somebody else while it is looked at. */
export const printOf = ({ command, people }: Pick<BroadcastShown, 'command' | 'people'>): string =>
  createHash('sha256')
    .update(JSON.stringify([command, people]))
    .digest('hex');

type Sent = 'sent' | 'waits' | 'few_seats' | 'changed' | 'gone';
/** `yes`: they know that there are fewer seats. `print`: of the draft they looked at. */
type Meant = { readonly yes: boolean; readonly print?: string };

/** Stored first, handed over then: twice is harmless, because the command is known by its broadcast. */
export async function send(
  { broadcasts, publish }: Pick<BroadcastDesk, 'broadcasts' | 'publish'>,
  company: string,
  id: string,
  { yes, print }: Meant,
): Promise<Sent> {
  const found = await broadcasts.find(company, id);
  if (!found) return 'gone';
  if (found.status === 'cancelled') return 'changed';
  if (found.status === 'draft' && print !== undefined && print !== printOf(found)) return 'changed';
  if (found.status === 'draft' && !yes && needsYes(await broadcasts.reach(company, found)))
    return 'few_seats';
  const command = await broadcasts.approve(company, id);
  if (!command) return 'gone';
  try {
    await publish(command);
    await broadcasts.handedOver(company, id);
    return 'sent';
  } catch {
    return 'waits';
  }
}
