import type { Key } from '../../../core/i18n/catalogue.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { BroadcastShown, Reach, ReachKnown } from '../../broadcasts/ports.ts';
import { needsYes, printOf } from '../../broadcasts/send.ts';
import { audienceOf, stateOf } from '../view/broadcast-words.ts';
import { FormToken } from '../view/form.tsx';
import { Badge, Toolbar } from '../view/parts.tsx';
import { TelegramMessage } from '../view/telegram.tsx';
import type { Visitor } from '../visitor.ts';
import { pathOf } from './broadcasts.tsx';

type Props = {
  readonly draft: BroadcastShown;
  readonly reach: Reach;
  /** Entries of the list that mean nobody. */
  readonly unknown: readonly string[];
  readonly visitor: Visitor;
};

const mostShown = 50;

/** How it will look and whom it will reach, before anybody gets it. */
export function BroadcastDraft({ draft, reach, unknown, visitor }: Props) {
  const { lang, form_token, role } = visitor;
  const path = pathOf(draft.broadcast_id);
  const { tone, word } = stateOf(draft, lang);
  return (
    <>
      <Toolbar title={[audienceOf(draft, lang), draft.event].filter(Boolean).join(' · ')}>
        <Badge tone={tone}>{word}</Badge>
        {role === 'admin' && (
          <a class="button" href={`${path}/edit`}>
            {plain('panel.broadcast.edit', lang)}
          </a>
        )}
      </Toolbar>
      <section class="card">
        <h2>{plain('panel.broadcast.preview', lang)}</h2>
        <TelegramMessage command={draft.command} lang={lang} />
      </section>
      <section class="card">
        <h2>{plain('panel.broadcasts.to', lang)}</h2>
        <p>{reachText(reach, lang)}</p>
        <ReachFacts reach={reach} lang={lang} />
        {unknown.length > 0 && (
          <>
            <p class="flash bad">{plain('panel.broadcast.unknown', lang)}</p>
            <p>{[...unknown.slice(0, mostShown), ...(unknown.length > mostShown ? ['…'] : [])].join(', ')}</p>
          </>
        )}
        {role === 'admin' && (
          <form method="post" action={`${path}/send`}>
            <FormToken token={form_token} />
            <input type="hidden" name="print" value={printOf(draft)} />
            {needsYes(reach) && (
              <>
                <p class="flash bad">
                  {plain('panel.broadcast.few_seats', lang, {
                    free: reach.free_seats ?? 0,
                    people: reach.people ?? 0,
                  })}
                </p>
                <p>
                  <label>
                    <input type="checkbox" name="few_seats" value="yes" />{' '}
                    {plain('panel.broadcast.few_seats_yes', lang)}
                  </label>
                </p>
              </>
            )}
            <div class="actions">
              <button type="submit" class="first" disabled={reach.people === 0}>
                {plain('panel.broadcast.send', lang)}
              </button>
              <button type="submit" formaction={`${path}/steer`} name="step" value="test">
                {plain('panel.broadcast.test', lang)}
              </button>
              <button type="submit" class="danger" formaction={`${path}/steer`} name="step" value="remove">
                {plain('panel.broadcast.remove', lang)}
              </button>
            </div>
          </form>
        )}
      </section>
    </>
  );
}

const reachKeys = {
  can: 'panel.broadcast.reach_can',
  never_opened: 'panel.broadcast.reach_never_opened',
  no_telegram: 'panel.broadcast.reach_no_telegram',
  left_out: 'panel.broadcast.reach_left_out',
} as const satisfies Record<keyof ReachKnown, Key>;
const kinds = ['can', 'never_opened', 'no_telegram', 'left_out'] as const;

function ReachFacts({ reach, lang }: { readonly reach: Reach; readonly lang: Visitor['lang'] }) {
  const { people, known } = reach;
  if (known === null || people === 0) return null;
  return (
    <dl class="facts">
      {kinds
        .filter((kind) => kind === 'can' || known[kind] > 0)
        .flatMap((kind) => [
          <dt key={kind}>{plain(reachKeys[kind], lang)}</dt>,
          <dd key={`${kind}-count`} id={`reach-${kind}`}>
            {known[kind]}
          </dd>,
        ])}
    </dl>
  );
}

function reachText({ people }: Reach, lang: Visitor['lang']): string {
  if (people === null) return plain('panel.broadcast.reach_channel', lang);
  if (people === 0) return plain('panel.broadcast.reach_nobody', lang);
  return plain('panel.broadcast.reach', lang, { people });
}
