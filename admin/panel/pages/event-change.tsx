import { plain } from '../../../core/i18n/t.ts';
import type { EventDetails, People } from '../ports/event-desk.ts';
import { eventPath } from '../routes/events.ts';
import { Carried, Change, Names, Seen } from '../view/edits.tsx';
import { eventFields, eventFieldWords } from '../view/event-words.ts';
import { FormToken } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';
import type { EventTexts } from './event-form.tsx';

/** Who notices a change of an event. */
export type EventImpact = { readonly screens: number; readonly offList: People };

type Props = {
  readonly event: EventDetails;
  readonly typed: EventTexts;
  readonly seen: EventTexts;
  readonly impact: EventImpact;
  /** Of the impact: confirmed is what was read. */
  readonly print: string;
  readonly again: boolean;
  readonly visitor: Visitor;
};

/** What a change will do, before it is done. */
export function EventChangePage({ event, typed, seen, impact, print, again, visitor }: Props) {
  const { lang } = visitor;
  const { screens, offList } = impact;
  return (
    <>
      <Toolbar title={plain('panel.preview.title', lang)} />
      {again && (
        <p class="flash bad" role="alert">
          {plain('panel.preview.changed', lang)}
        </p>
      )}
      <form method="post" class="card">
        <h2>{event.title}</h2>
        <ul>
          {eventFields
            .filter((name) => typed[name] !== seen[name])
            .map((name) => (
              <Change
                key={name}
                label={plain(eventFieldWords[name].label, lang)}
                from={seen[name]}
                to={typed[name]}
                lang={lang}
              />
            ))}
        </ul>
        <p>
          {screens === 0
            ? plain('panel.preview.nobody', lang)
            : plain('panel.preview.screens', lang, { count: screens })}
        </p>
        {offList.count > 0 && (
          <>
            <p>{plain('panel.preview.off_list', lang, { count: offList.count })}</p>
            <Names {...offList} lang={lang} />
          </>
        )}
        <FormToken token={visitor.form_token} />
        <Carried values={{ ...typed, print, step: 'confirm' }} />
        <Seen values={seen} />
        <div class="buttons">
          <button type="submit" class="first">
            {plain('panel.preview.confirm', lang)}
          </button>
          <a class="button" href={eventPath(event.event_id, '/edit')}>
            {plain('panel.form.back', lang)}
          </a>
        </div>
      </form>
    </>
  );
}
