import { cleanLine } from '../../../core/i18n/clean.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { staffRoles } from '../../../core/staff/role-change.ts';
import { longestName } from '../../../core/staff/sign-in.ts';
import type { InviteFaults, NewMember } from '../ports/team.ts';
import { type Fields, field } from '../request.ts';

type Read =
  | { readonly ok: true; readonly member: NewMember }
  | { readonly ok: false; readonly faults: InviteFaults };

/** Everything that is wrong at once, each fault at its field. */
export function readInvite(form: Fields, lang: Lang): Read {
  const name = cleanLine(field(form, 'name'), 1_000);
  const username = field(form, 'username').trim().replace(/^@/, '');
  const number = field(form, 'telegram_id').replaceAll(/\s/g, '');
  const role = staffRoles.find((one) => one === field(form, 'role'));
  const faults: InviteFaults = {
    ...(name === '' ? { name: plain('panel.team.fault.name', lang) } : {}),
    ...(name.length > longestName ? { name: plain('panel.team.fault.long', lang) } : {}),
    ...(username === '' || /^[A-Za-z]\w{3,31}$/.test(username)
      ? {}
      : { username: plain('panel.team.fault.username', lang) }),
    ...(number === '' || isAccount(number) ? {} : { telegram_id: plain('panel.team.fault.number', lang) }),
    ...(role ? {} : { role: plain('panel.team.fault.role', lang) }),
  };
  if (!role || Object.keys(faults).length > 0) return { ok: false, faults };
  const telegram_id = number === '' ? null : Number(number);
  return { ok: true, member: { name, username: username || null, telegram_id, role } };
}

/** Telegram's ids have at most 52 bits. */
const isAccount = (text: string): boolean =>
  /^\d{1,16}$/.test(text) && Number(text) > 0 && Number(text) < 2 ** 52;
