import type { BroadcastDesk, Reach } from './ports.ts';

/** More people than free seats: whoever sends it says once that they know. */
export const needsYes = ({ people, free_seats }: Reach): boolean =>
  people !== null && free_seats !== null && people > free_seats;

type Sent = 'sent' | 'waits' | 'few_seats' | 'gone';

/** Stored first, handed over then: twice is harmless, because the command is known by its broadcast. */
export async function send(
  { broadcasts, publish }: Pick<BroadcastDesk, 'broadcasts' | 'publish'>,
  company: string,
  id: string,
  yes: boolean,
): Promise<Sent> {
  const found = await broadcasts.find(company, id);
  if (!found) return 'gone';
  if (found.status === 'draft' && !yes && needsYes(await broadcasts.reach(company, found)))
    return 'few_seats';
  const command = await broadcasts.approve(company, id);
  if (!command) return 'gone';
  try {
    await publish(command);
    return 'sent';
  } catch {
    return 'waits';
  }
}
