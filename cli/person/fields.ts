import { langs } from '../../core/i18n/lang.ts';
import { readUsername } from '../../core/people/fields.ts';
import type { Given, Usage } from '../arguments.ts';

export const nameOptions: NonNullable<Usage['options']> = {
  name: { what: 'first name', value: 'TEXT' },
  username: { what: 'Telegram username; only shown, it authorises nobody', value: '@NAME' },
  lang: { what: 'language (what their Telegram says)', value: 'ru|en' },
  role: { what: 'candidate when not given', value: 'candidate|specialist|admin|viewer' },
};

const roles = ['candidate', 'specialist', 'admin', 'viewer'] as const;
type Role = (typeof roles)[number];

type ReadPerson =
  | {
      readonly ok: true;
      readonly named: { first_name?: string; username?: string; lang?: 'ru' | 'en' };
      readonly role: Role;
    }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Who somebody is, as typed; all faults at once. */
export function readPerson(given: Given): ReadPerson {
  const name = given.text('name')?.trim();
  const typed = given.text('username')?.trim();
  const username = typed === undefined ? undefined : readUsername(typed);
  const said = given.text('lang');
  const lang = langs.find((one) => one === said);
  const role = roles.find((one) => one === (given.text('role') ?? 'candidate'));
  const faults = [
    name !== undefined && name.length > 64 ? '--name: is too long (64).' : '',
    typed !== undefined && username === undefined ? '--username: is no Telegram username.' : '',
    said !== undefined && lang === undefined ? '--lang: is ru or en.' : '',
    role === undefined ? `--role: is one of ${roles.join(', ')}.` : '',
  ].filter((fault) => fault !== '');
  if (faults.length > 0 || role === undefined) return { ok: false, faults };
  const named = {
    ...(name === undefined ? {} : { first_name: name }),
    ...(username === undefined ? {} : { username }),
    ...(lang === undefined ? {} : { lang }),
  };
  return { ok: true, named, role };
}
