import type { BookingEventType } from '../../../core/booking/words.ts';
import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { assertNever } from '../../../core/shared/assert-never.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { TimelineRow } from '../ports/booking.ts';
import {
  actorWords,
  deliveryWords,
  heardWords,
  messageWord,
  reasonWords,
  tapWords,
  timerWord,
  wayWords,
} from '../view/booking-words.ts';
import { Badge, type Tone } from '../view/parts.tsx';
import { bookingWords, replyWords } from '../view/words.ts';

type Props = { readonly rows: readonly TimelineRow[]; readonly lang: Lang };

/** Everything in one list, what is still to come on top. */
export function Timeline({ rows, lang }: Props) {
  if (rows.length === 0) return <p class="soft">{plain('panel.booking.history_empty', lang)}</p>;
  return (
    <ol class="timeline">
      {rows.map((row, at) => (
        <li key={at} class={row.kind === 'ahead' ? 'ahead' : row.kind}>
          <time dateTime={new Date(row.at).toISOString()}>{shortTime(row.at, lang)}</time>
          <span>
            {textOf(row, lang)} <Aside row={row} lang={lang} />
          </span>
        </li>
      ))}
    </ol>
  );
}

type Change = Extract<TimelineRow, { readonly kind: 'change' }>;

function textOf(row: TimelineRow, lang: Lang): string {
  switch (row.kind) {
    case 'change':
      return changeText(row, lang);
    case 'announced': {
      const what = plain(announcedWords[row.what], lang);
      return row.superseded
        ? plain('panel.history.superseded', lang, { what })
        : plain('panel.history.announced', lang, { what });
    }
    case 'message':
      return plain('panel.history.message', lang, { what: plain(messageWord(row.what), lang) });
    case 'shown':
      return plain('panel.history.shown', lang, { what: plain(messageWord(row.what), lang) });
    case 'staff':
      return plain('panel.history.asked_again', lang);
    case 'tap':
      return plain('panel.history.tap', lang, { what: plain(tapWords[row.press], lang) });
    case 'ahead': {
      const word = timerWord(row.what);
      return word ? plain(word, lang) : row.what;
    }
    default:
      return assertNever(row);
  }
}

const announcedWords = {
  'booking.created': 'panel.history.new',
  'booking.cancelled': 'panel.history.cancelled',
  'booking.rescheduled': 'panel.history.changed_time',
  'booking.unbooked': 'panel.history.unbooked',
  'booking.reminder': 'panel.history.reminded',
  'booking.done': 'panel.history.due',
  'booking.outcome': 'panel.history.outcome_said',
  'booking.proposal': 'panel.history.proposal_said',
} as const satisfies Record<BookingEventType, Key>;

function changeText({ what, from, to, detail }: Change, lang: Lang): string {
  const when = (place: Change['to']) => (place === null ? '–' : shortTime(place.starts_at, lang));
  switch (what) {
    case 'booking.created':
      return plain('panel.history.created', lang, { when: when(to) });
    case 'booking.rescheduled':
      return plain('panel.history.moved', lang, { from: when(from), to: when(to) });
    case 'booking.cancelled':
      return detail === 'rescheduling'
        ? plain('panel.history.released', lang, { when: when(from) })
        : plain('panel.history.cancelled', lang);
    case 'booking.unbooked':
      return plain('panel.history.unbooked', lang);
    case 'booking.reminder':
      return plain('panel.history.reminded', lang);
    case 'booking.done':
      return plain('panel.history.due', lang);
    case 'booking.outcome':
      return outcomeText(detail, lang);
    case 'booking.proposal':
      return proposalText(detail, lang);
    case 'booking.reply': {
      const reply = Object.entries(replyWords).find(([code]) => code === detail)?.[1];
      return plain('panel.history.replied', lang, { what: reply ? plain(reply, lang) : (detail ?? '') });
    }
    case 'booking.arrived':
      return plain('panel.history.arrived', lang);
    case 'booking.place_changed':
      return plain('panel.history.place', lang, { from: from?.where ?? '–', to: to?.where ?? '–' });
    case 'booking.finished':
      return plain('panel.history.finished', lang);
    case 'booking.given_up':
      return plain('panel.history.given_up', lang);
    default:
      return assertNever(what);
  }
}

/** The times, as they were proposed; without any it is the answer to that. */
function proposalText(detail: string | null, lang: Lang): string {
  const starts = (detail ?? '').split(' ').map(Date.parse).filter(Number.isFinite);
  if (starts.length === 0)
    return plain(detail === 'withdrawn' ? 'panel.history.withdrawn' : 'panel.history.declined', lang);
  const times = starts.map((at) => shortTime(at, lang)).join(', ');
  return plain('panel.history.proposed', lang, { times });
}

function outcomeText(detail: string | null, lang: Lang): string {
  if (detail === 'undone') return plain('panel.history.outcome_undone', lang);
  const said = detail === 'done' || detail === 'no_show' ? bookingWords[detail] : undefined;
  return plain('panel.history.outcome', lang, {
    what: plain(said ?? 'panel.booking.outcome_missing', lang),
  });
}

const deliveryTones = {
  claimed: 'quiet',
  sent: 'good',
  blocked: 'bad',
  failed: 'bad',
  unknown: 'warn',
} as const satisfies Record<string, Tone>;

type Message = Extract<TimelineRow, { readonly kind: 'message' }>;

/** To whom, by which way, and what became of it. */
function Delivered({ row, lang }: { readonly row: Message; readonly lang: Lang }) {
  const { to, channel, state, why, resent } = row;
  const role = to.role && plain(heardWords[to.role], lang);
  const who =
    to.name !== '' && role ? plain('panel.history.by', lang, { who: to.name, role }) : to.name || role;
  const expired = state === 'blocked' && channel === 'web_push';
  return (
    <>
      <Badge tone={deliveryTones[state]}>
        {plain(expired ? 'panel.delivery.expired' : deliveryWords[state], lang)}
      </Badge>
      <span class="soft">
        {' '}
        {[
          who,
          plain(wayWords[channel], lang),
          resent && plain('panel.history.resent', lang),
          why !== null && why !== '' && plain('panel.history.why', lang, { why }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </>
  );
}

/** Who did it, why, and what came of it. */
function Aside({ row, lang }: { readonly row: TimelineRow; readonly lang: Lang }) {
  switch (row.kind) {
    case 'change':
    case 'staff': {
      const role = plain(actorWords[row.by.role], lang);
      const who = row.by.name === '' ? role : plain('panel.history.by', lang, { who: row.by.name, role });
      const reason =
        row.kind === 'change' && row.what === 'booking.cancelled'
          ? Object.entries(reasonWords).find(([code]) => code === row.detail)?.[1]
          : undefined;
      return (
        <span class="soft">
          {[who, reason && plain(reason, lang)].filter(Boolean).join(' · ')}
          {row.kind === 'change' && row.override !== null && (
            <>
              <br />
              {plain('panel.history.override', lang, { reason: row.override })}
            </>
          )}
        </span>
      );
    }
    case 'message':
      return <Delivered row={row} lang={lang} />;
    case 'ahead':
      return <Badge tone="info">{plain('panel.history.ahead', lang)}</Badge>;
    case 'announced':
    case 'shown':
    case 'tap':
      return null;
    default:
      return assertNever(row);
  }
}
