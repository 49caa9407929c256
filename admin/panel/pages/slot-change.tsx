import { plain } from '../../../core/i18n/t.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { EventDetails } from '../ports/event-desk.ts';
import type { SlotDetails } from '../ports/slot-desk.ts';
import { eventPath, slotPath } from '../routes/events.ts';
import { Carried, Change, Names, Seen } from '../view/edits.tsx';
import { FormToken } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import { type Silence, silenceWords } from '../view/told-words.ts';
import type { Visitor } from '../visitor.ts';
import { Ask } from './event-ask.tsx';
import { type SlotTexts, slotTitle } from './slot.tsx';

type People = { readonly count: number; readonly names: readonly string[] };
type SlotChangeView = {
  readonly lines: readonly { readonly label: string; readonly from: string; readonly to: string }[];
  readonly told: People;
  /** Of those who hear of it, who does not after all: it is switched off. */
  readonly silence: Silence;
  readonly stay: People;
  /** When what takes place there begins. */
  readonly overlap: number | null;
  /** When its specialist leads another one. */
  readonly clash: number | null;
};

type Props = {
  readonly event: EventDetails;
  readonly slot: SlotDetails;
  readonly act: 'change' | 'off' | 'on';
  readonly typed: SlotTexts;
  readonly seen: SlotTexts;
  readonly view: SlotChangeView;
  /** Of the impact: confirmed is what was read. */
  readonly print: string;
  readonly again: boolean;
  readonly visitor: Visitor;
};

/** What a change will do and who will hear of it, before it is done. */
export function SlotChangePage(props: Props) {
  const { event, slot, act, typed, seen, view, print, again, visitor } = props;
  const { lang } = visitor;
  const { lines, told, silence, stay, overlap, clash } = view;
  return (
    <>
      <Toolbar title={plain('panel.preview.title', lang)} />
      {again && (
        <p class="flash bad" role="alert">
          {plain('panel.preview.changed', lang)}
        </p>
      )}
      <form method="post" class="card">
        <h2>{`${event.title}: ${slotTitle(slot, lang)}`}</h2>
        <ul>
          {lines.map((line) => (
            <Change key={line.label} {...line} lang={lang} />
          ))}
        </ul>
        {overlap !== null && (
          <p class="flash warn">{plain('panel.slot.overlap', lang, { when: shortTime(overlap, lang) })}</p>
        )}
        {clash !== null && (
          <p class="flash warn">{plain('panel.slot.clash', lang, { when: shortTime(clash, lang) })}</p>
        )}
        {told.count === 0 && <p>{plain('panel.preview.nobody', lang)}</p>}
        {told.count > 0 && (
          <>
            {silence !== 'all' && <p>{plain('panel.slot.told', lang, { count: told.count })}</p>}
            {silence !== null && <p class="flash warn">{plain(silenceWords[silence], lang)}</p>}
            <Names {...told} lang={lang} />
          </>
        )}
        {stay.count > 0 && (
          <>
            <p>{plain('panel.slot.stay', lang, { count: stay.count })}</p>
            <Names {...stay} lang={lang} />
          </>
        )}
        <FormToken token={visitor.form_token} />
        <Carried values={{ ...typed, act, print, step: 'confirm' }} />
        <Seen values={seen} />
        <div class="buttons">
          <button type="submit" class="first">
            {plain('panel.preview.confirm', lang)}
          </button>
          <a class="button" href={slotPath(event.event_id, slot.slot_id)}>
            {plain('panel.form.back', lang)}
          </a>
        </div>
      </form>
    </>
  );
}

type RemovalProps = {
  readonly event: EventDetails;
  readonly slot: SlotDetails;
  readonly people: People;
  /** Nobody has a seat, and yet somebody's booking names it. */
  readonly inHistory: boolean;
  readonly visitor: Visitor;
};

/** FR10: with bookings it lists the people, deletes nothing, and says what can be done instead. */
export function SlotRemovalPage({ event, slot, people, inHistory, visitor }: RemovalProps) {
  const { lang } = visitor;
  const act = { label: plain('panel.slot.remove', lang), danger: true };
  const here = (then = '') => slotPath(event.event_id, slot.slot_id, then);
  const refused = people.count > 0 || inHistory;
  const instead = (
    <>
      <a class="button first" href={here()}>
        {plain('panel.slot.change', lang)}
      </a>
      {people.count > 0 && (
        <a class="button" href={here('/people')}>
          {plain('panel.slot.move_people', lang)}
        </a>
      )}
    </>
  );
  return (
    <Ask
      title={plain('panel.remove.slot.title', lang)}
      back={refused ? eventPath(event.event_id) : here()}
      visitor={visitor}
      {...(refused ? { instead } : { act })}
    >
      <h2>{`${event.title}: ${slotTitle(slot, lang)}`}</h2>
      {people.count > 0 && (
        <>
          <p role="alert">{plain('panel.remove.slot.not', lang, { count: people.count })}</p>
          <Names {...people} lang={lang} />
        </>
      )}
      {people.count === 0 && inHistory && <p role="alert">{plain('panel.remove.slot.history', lang)}</p>}
      {refused && <p>{plain('panel.remove.slot.instead', lang)}</p>}
      {!refused && <p>{plain('panel.remove.slot.text', lang)}</p>}
    </Ask>
  );
}
