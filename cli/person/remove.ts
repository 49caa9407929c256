import { takeOff } from '../../adapters/mongo/people/allow-list.ts';
import { isObjectId, userId } from '../../core/shared/ids.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { forgetAccount } from '../forget-account.ts';
import { complain, say } from '../say.ts';

export const usage: Usage = {
  what: 'Takes somebody off the list: what they tap and write is refused. A booking stays until staff cancel it.',
  options: { person: { what: 'their id, from `zapis person list`', value: 'ID', required: true } },
};

export async function run(given: Given): Promise<number> {
  const id = given.needed('person');
  if (!isObjectId(id)) return nobody(id);
  return atDesk(async ({ db, config, note }) => {
    const taken = await takeOff(db, userId(id));
    if (!taken) return nobody(id);
    await note({ what: 'person.blocked', target: id });
    if (taken.telegram_id !== null) await forgetAccount(config, taken.telegram_id);
    const kept = taken.bookings > 0 ? ` Bookings that stay until staff cancel them: ${taken.bookings}.` : '';
    say(`Off the list.${kept}`);
    return 0;
  });
}

function nobody(id: string): number {
  complain(`--person: there is nobody "${id}". \`zapis person list\` shows everybody.`);
  return 2;
}
