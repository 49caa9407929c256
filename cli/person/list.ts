import type { UserDoc } from '../../adapters/mongo/documents/user.ts';
import { listPeople } from '../../adapters/mongo/people/allow-list.ts';
import { cleanLine } from '../../core/i18n/clean.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import { table } from '../../local/launcher/table.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { say } from '../say.ts';

export const usage: Usage = {
  what: 'Everybody known: id, account, name, roles, whether they may book, whether they can be written to.',
  options: { json: { what: 'for programs' } },
};

export const run = (given: Given): Promise<number> =>
  atDesk(async ({ db, now }) => {
    const rows = (await listPeople(db, defaultCompany)).map((person) => rowOf(person, now));
    if (given.has('json')) say(JSON.stringify(rows, null, 2));
    else if (rows.length === 0)
      say(
        'Nobody is known yet. `zapis person invite --help` and `zapis person allow --help` tell how to change that.',
      );
    else {
      const header = ['id', 'account', 'roles', 'list', 'reachable', 'name'];
      const cells = rows.map((row) => [
        row.id,
        row.telegram_id === null ? row.invite : String(row.telegram_id),
        row.roles.join(', '),
        row.allowed ? 'yes' : 'no',
        row.reachable,
        [cleanLine(row.name), row.username === null ? '' : `@${cleanLine(row.username)}`].join(' ').trim(),
      ]);
      say(table(header, cells));
    }
    return 0;
  });

const rowOf = (person: UserDoc, now: number) => ({
  id: person._id.toHexString(),
  telegram_id: person.telegram_id,
  name: [person.first_name, person.last_name].filter((part) => part !== null).join(' '),
  username: person.username,
  roles: person.roles,
  allowed: person.allowed,
  reachable: person.reachable,
  invite: inviteState(person.invite, now),
});

function inviteState(invite: UserDoc['invite'], now: number): 'none' | 'used' | 'expired' | 'invited' {
  if (invite === null) return 'none';
  if (invite.used_at !== null) return 'used';
  return invite.expires_at.getTime() <= now ? 'expired' : 'invited';
}
