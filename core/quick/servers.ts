import { blocks, type Html, line, lines } from '../i18n/html.ts';
import type { Lang } from '../i18n/lang.ts';
import { plain, t } from '../i18n/t.ts';
import { admins } from '../people/roles.ts';
import { longTime } from '../time/people.ts';
import { mostLines, type QuickCommand } from './command.ts';

type Service = {
  readonly name: string;
  readonly state: 'up' | 'down' | 'off' | 'unknown';
  readonly since: string | null;
};
type RunningRole = { readonly role: string; readonly running: number; readonly ready: number };
type Queue = { readonly queue: string; readonly waiting: number; readonly dead: number | null };
/** null: of the installation, which is another company's; or nobody could say. */
type Servers = {
  readonly ok: boolean;
  readonly services: readonly Service[];
  readonly roles: readonly RunningRole[] | null;
  readonly queues: readonly Queue[] | null;
};

/** What the system stands on: what works, and what is wrong. */
export const servers: QuickCommand<'servers', Servers> = {
  roles: admins,
  does: 'command.servers',
  call: { route: 'servers', query: ({ user_id }) => ({ user_id }) },
  say: ({ ok, services, roles, queues }, _asker, lang) => ({
    text: blocks(
      t(ok ? 'quick.servers.ok' : 'quick.servers.wrong', lang),
      lines(...services.map((one) => serviceLine(one, lang))),
      roles && lines(t('quick.servers.roles', lang), ...roles.map((one) => roleLine(one, lang))),
      queues && queueLines(queues, lang),
    ),
    keyboard: [],
  }),
  away: (lang) => t('quick.servers.away', lang),
};

const marks = { up: '✅', down: '❌', off: '▫️', unknown: '❔' } as const;

function serviceLine({ name, state, since }: Service, lang: Lang): Html {
  const at = since === null ? '–' : longTime(Date.parse(since), lang);
  const words = {
    up: plain('quick.servers.up', lang, { since: at }),
    down: plain('quick.servers.down', lang, { since: at }),
    off: plain('quick.servers.off', lang),
    unknown: plain('quick.servers.unknown', lang),
  };
  return line(`${marks[state]} ${name}: ${words[state]}`);
}

function roleLine({ role, running, ready }: RunningRole, lang: Lang): Html {
  if (running === 0) return line(`${marks.down} ${role}: ${plain('quick.servers.missing', lang)}`);
  const words = plain('quick.servers.running', lang, { running, ready });
  return line(`${ready === running ? marks.up : marks.down} ${role}: ${words}`);
}

/** Only those that somebody has to look at: an empty queue says nothing. */
function queueLines(queues: readonly Queue[], lang: Lang): Html {
  const busy = queues.filter(({ waiting, dead }) => waiting > 0 || (dead ?? 0) > 0);
  if (busy.length === 0) return t('quick.servers.queues_empty', lang);
  const shown = busy
    .toSorted((one, other) => (other.dead ?? 0) - (one.dead ?? 0) || other.waiting - one.waiting)
    .slice(0, mostLines);
  return lines(
    t('quick.servers.queues', lang),
    ...shown.map(({ queue, waiting, dead }) =>
      line(
        `${dead ? marks.down : marks.off} ${queue}: ${plain('quick.servers.queue', lang, { waiting, dead: dead ?? 0 })}`,
      ),
    ),
  );
}
