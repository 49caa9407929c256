import { ObjectId } from 'mongodb';
import { sandboxBot } from '../config/sandbox-bot.ts';
import { privateDialog } from '../sandbox/state/dialogs.ts';
import type { House } from '../tests/support/house.ts';
import { inTurns } from './arrivals.ts';

const bot = Number(sandboxBot.token.split(':')[0]);

/**
 * People who have pressed Start. That they have is written into the emulator: thousands of strangers to be
 * refused first would keep the bot busy for longer than the broadcast takes.
 */
export async function started(
  { sandbox, db }: House,
  people: number,
  roles: readonly string[] = ['candidate'],
): Promise<readonly ObjectId[]> {
  const { world } = sandbox.telegram.kit;
  const ours = world.bots.get(bot);
  if (!ours) throw new Error('the sandbox does not know our bot');
  const accounts: number[] = [];
  await inTurns([...Array.from({ length: people }).keys()], 16, async () => {
    const { id } = await sandbox.sandbox.person('Person', { language_code: 'en' });
    const person = world.people.get(id);
    if (!person) throw new Error('nobody was made');
    privateDialog(world, ours, person).started = true;
    accounts.push(id);
  });
  const users = accounts.map((telegram_id) => ({
    _id: new ObjectId(),
    company_id: 'default',
    telegram_id,
    roles,
    allowed: roles.includes('candidate'),
    lang: null,
    language_code: 'en',
    reachable: 'yes',
    broadcasts_off: false,
    waits_for_reason: null,
  }));
  await db.collection('users').insertMany(users);
  return users.map(({ _id }) => _id);
}
