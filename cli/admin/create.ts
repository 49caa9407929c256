import { asUserId } from '../../adapters/mongo/ids.ts';
import { createAdmin } from '../../adapters/mongo/panel/first-admin.ts';
import { allowAccount } from '../../adapters/mongo/people/allow-list.ts';
import { findByTelegramId } from '../../adapters/mongo/people.ts';
import { signInLink } from '../../local/first-admin/link.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { nameOptions, readAccount, readPerson } from '../person/fields.ts';
import { complain, say } from '../say.ts';

const { name, username, lang } = nameOptions as Required<typeof nameOptions>;

export const usage: Usage = {
  what: 'Makes an admin, or makes one of somebody known, and prints a link to sign in to the panel, once.',
  options: {
    ...(name && { name }),
    ...(username && { username }),
    ...(lang && { lang }),
    telegram: { what: 'number of their Telegram account', value: 'NUMBER' },
    panel: { what: 'where the panel is reached (API_URL)', value: 'URL' },
  },
};

const hourMs = 60 * 60_000;

export async function run(given: Given): Promise<number> {
  const read = readPerson(given);
  const said = given.text('telegram');
  const account = readAccount(said);
  const panel = given.text('panel');
  const faults = [
    ...(read.ok ? [] : read.faults),
    ...(panel === undefined || /^https?:$/.test(URL.parse(panel)?.protocol ?? '')
      ? []
      : ['--panel: is no address like https://zapis.example.org.']),
    ...(said !== undefined && account === undefined ? ['--telegram: is no account number.'] : []),
  ];
  if (!read.ok || faults.length > 0) {
    complain(faults.join('\n'));
    return 2;
  }
  return atDesk(async ({ db, config, now }) => {
    let user_id;
    if (account === undefined) user_id = await createAdmin(db, read.named, now);
    else {
      await allowAccount(db, account, { named: read.named, role: 'admin' }, now);
      const person = await findByTelegramId(db, account);
      if (!person) throw new Error(`account ${account} was somebody’s a moment ago`);
      user_id = asUserId(person._id);
    }
    say(await signInLink(db, panel ?? config.API_URL, { user_id, until: Date.now() + hourMs }));
    say('Good for an hour and one sign-in. It is not kept anywhere: this is the only time it is shown.');
    return 0;
  });
}
