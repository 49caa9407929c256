import { createAdmin } from '../../adapters/mongo/panel/first-admin.ts';
import { allowAccount } from '../../adapters/mongo/people/allow-list.ts';
import { createPasswords } from '../../adapters/mongo/sign-in/passwords.ts';
import { readAccount } from '../../core/people/fields.ts';
import { isLogin, type PasswordFault, passwordFault } from '../../core/staff/sign-in.ts';
import { signInLink } from '../../local/first-admin/link.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { forgetAccount } from '../forget-account.ts';
import { nameOptions, readPerson } from '../person/fields.ts';
import { readSecret } from '../read-secret.ts';
import { complain, say } from '../say.ts';

const { role: _always, ...named } = nameOptions;

export const usage: Usage = {
  what: 'Makes an admin, or makes one of somebody known, and prints a link to sign in to the panel, once.',
  options: {
    ...named,
    telegram: { what: 'number of their Telegram account', value: 'NUMBER' },
    login: {
      what: 'also gives them a password under this login: asked for, or the first line of the standard input',
      value: 'NAME',
    },
    panel: { what: 'where the panel is reached (API_URL)', value: 'URL' },
  },
};

const words = {
  short: 'The password is too short: at least 10 signs.',
  long: 'The password is too long: 200 signs at most.',
  same_as_login: 'The password must not hold the login.',
} as const satisfies Record<PasswordFault, string>;

const hourMs = 60 * 60_000;

export async function run(given: Given): Promise<number> {
  const read = readPerson(given);
  const said = given.text('telegram');
  const account = readAccount(said);
  const panel = given.text('panel');
  const login = given.text('login')?.toLowerCase();
  const faults = [
    ...(read.ok ? [] : read.faults),
    ...(panel === undefined || /^https?:$/.test(URL.parse(panel)?.protocol ?? '')
      ? []
      : ['--panel: is no address like https://zapis.example.org.']),
    ...(said !== undefined && account === undefined ? ['--telegram: is no account number.'] : []),
    ...(login !== undefined && !isLogin(login) ? ['--login: is 3 to 32 Latin letters and digits.'] : []),
  ];
  if (!read.ok || faults.length > 0) {
    complain(faults.join('\n'));
    return 2;
  }
  const password = login === undefined ? undefined : await readSecret('Password: ');
  const fault = password !== undefined && login !== undefined ? passwordFault(password, login) : undefined;
  if (fault) {
    complain(words[fault]);
    return 2;
  }
  return atDesk(async ({ db, config, now, note }) => {
    const known = account !== undefined && { named: read.named, role: 'admin' as const };
    const user_id = known
      ? (await allowAccount(db, account, known, now)).user_id
      : await createAdmin(db, read.named, now);
    await note({ what: 'staff.invited', target: user_id, after: { role: 'admin' } });
    if (known) await forgetAccount(config, account);
    if (login !== undefined && password !== undefined) {
      const set = await createPasswords(db).set(user_id, login, password, Date.now());
      say(
        set === 'set' ? `They can sign in as ${login}.` : `The login ${login} is taken: no password was set.`,
      );
    }
    say(await signInLink(db, panel ?? config.API_URL, { user_id, until: Date.now() + hourMs }));
    say('Good for an hour and one sign-in. It is not kept anywhere: this is the only time it is shown.');
    return 0;
  });
}
