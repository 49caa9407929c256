import { allowAccount } from '../../adapters/mongo/people/allow-list.ts';
import { readAccount } from '../../core/people/fields.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { forgetAccount } from '../forget-account.ts';
import { complain, say } from '../say.ts';
import { nameOptions, readPerson } from './fields.ts';

export const usage: Usage = {
  what: 'Puts a Telegram account on the list of those who may book, and prints the person’s id.',
  options: { telegram: { what: 'number of the account', value: 'NUMBER', required: true }, ...nameOptions },
};

export async function run(given: Given): Promise<number> {
  const account = readAccount(given.text('telegram'));
  const read = readPerson(given);
  if (!read.ok || account === undefined) {
    const faults = read.ok ? [] : read.faults;
    complain([...(account === undefined ? ['--telegram: is no account number.'] : []), ...faults].join('\n'));
    return 2;
  }
  return atDesk(async ({ db, config, now, note }) => {
    const { user_id, made } = await allowAccount(db, account, read, now);
    await note({ what: 'person.unblocked', target: user_id, after: { role: read.role } });
    await forgetAccount(config, account);
    say(`${user_id} ${made ? 'is on the list now' : 'was known, and is on the list'}.`);
    return 0;
  });
}
