import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Setting } from '../../../core/notify/settings.ts';
import type { Difference } from '../../../core/shared/three-way.ts';
import { dayAndClock } from '../../../core/time/people.ts';
import type { AdRow } from '../ports/notifications.ts';
import { panelRoutes } from '../routes/index.ts';
import { adPath } from '../routes/notifications.ts';
import { Seen, type Texts, theirWord } from '../view/edits.tsx';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { adState, cellWords } from '../view/notification-words.ts';
import { Badge, Empty, Table, Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

type ListProps = {
  readonly ads: readonly AdRow[];
  readonly rows: readonly Setting[];
  readonly now: number;
  readonly visitor: Visitor;
};

/** Where an advertisement stands, in words. */
const usedIn = (ad: string, rows: readonly Setting[], lang: Lang): readonly string[] =>
  rows.filter(({ ad_template_id }) => ad_template_id === ad).map((row) => cellWords(row, row.channel, lang));

export function AdsList({ ads, rows, now, visitor }: ListProps) {
  const { lang } = visitor;
  return (
    <section class="card">
      <h2>{plain('panel.ads', lang)}</h2>
      {ads.length === 0 ? (
        <Empty text={plain('panel.ads.empty', lang)} />
      ) : (
        <Table
          caption={plain('panel.ads', lang)}
          keyOf={({ id }) => id}
          rows={ads}
          columns={[
            {
              label: plain('panel.ads.name', lang),
              cell: ({ id, name }) => <a href={adPath(id)}>{name}</a>,
            },
            {
              label: plain('panel.ads.state', lang),
              cell: (ad) => {
                const { tone, key } = adState(ad, now);
                return <Badge tone={tone}>{plain(key, lang)}</Badge>;
              },
            },
            {
              label: plain('panel.ads.until', lang),
              cell: ({ valid_until }) =>
                valid_until === null ? plain('panel.ads.no_end', lang) : dayAndClock(valid_until),
            },
            {
              label: plain('panel.ads.used', lang),
              cell: ({ id }) => usedIn(id, rows, lang).join('; ') || plain('panel.ads.nowhere', lang),
            },
            { label: plain('panel.ads.edit', lang), cell: (ad) => <Actions ad={ad} visitor={visitor} /> },
          ]}
        />
      )}
      <a class="button" href={panelRoutes.newAd.path}>
        {plain('panel.ads.new', lang)}
      </a>
    </section>
  );
}

const Actions = ({ ad: { id, active }, visitor }: { readonly ad: AdRow; readonly visitor: Visitor }) => (
  <div class="buttons">
    <form method="post" action={`${adPath(id)}/switch`}>
      <FormToken token={visitor.form_token} />
      <button type="submit" name="active" value={active ? 'no' : 'yes'}>
        {plain(active ? 'panel.ads.switch_off' : 'panel.ads.switch_on', visitor.lang)}
      </button>
    </form>
    <a class="button" href={`${adPath(id)}/remove`}>
      {plain('panel.ads.remove', visitor.lang)}
    </a>
  </div>
);

export const adFields = ['name', 'content_tg', 'content_html', 'until', 'active'] as const;
export type AdField = (typeof adFields)[number];
export type AdTexts = Texts<AdField>;
export type AdFaults = Partial<Record<AdField, string>>;
type FormProps = {
  readonly title: string;
  readonly to: string;
  readonly typed: AdTexts;
  /** As it is stored; absent while it is not yet. */
  readonly seen?: AdTexts;
  readonly faults?: AdFaults;
  readonly theirs?: readonly Difference<AdField>[];
  readonly visitor: Visitor;
};

export function AdForm({ title, to, typed, seen, faults = {}, theirs = [], visitor }: FormProps) {
  const { lang, form_token } = visitor;
  const about = (name: AdField, hint: string) => ({
    name,
    hint,
    fault: faults[name] ?? theirWord(theirs, name, lang),
  });
  const name = about('name', plain('panel.ads.name_hint', lang));
  const telegram = about('content_tg', plain('panel.ads.content_tg_hint', lang));
  const html = about('content_html', plain('panel.ads.content_html_hint', lang));
  const until = about('until', plain('panel.ads.until_hint', lang));
  const active = theirWord(theirs, 'active', lang);
  return (
    <>
      <Toolbar title={title} />
      {theirs.length > 0 && (
        <p class="flash bad" role="alert">
          {plain('panel.form.theirs', lang)}
        </p>
      )}
      <form method="post" action={to} class="card composer" novalidate>
        <FormToken token={form_token} />
        {seen && <Seen values={seen} />}
        <Field label={plain('panel.ads.name', lang)} {...name}>
          <input value={typed.name} {...inputOf(name)} />
        </Field>
        <Field label={plain('panel.ads.content_tg', lang)} {...telegram}>
          <textarea rows={5} {...inputOf(telegram)}>
            {typed.content_tg}
          </textarea>
        </Field>
        <Field label={plain('panel.ads.content_html', lang)} {...html}>
          <textarea rows={5} {...inputOf(html)}>
            {typed.content_html}
          </textarea>
        </Field>
        <Field label={plain('panel.ads.until', lang)} {...until}>
          <input type="date" value={typed.until} {...inputOf(until)} />
        </Field>
        <label>
          <input type="checkbox" name="active" value="yes" checked={typed.active === 'yes'} />{' '}
          {plain('panel.ads.active', lang)}
        </label>
        {active && <span class="fault">{active}</span>}
        <div class="buttons">
          <button type="submit" class="first">
            {plain('panel.ads.save', lang)}
          </button>
          <a class="button" href={panelRoutes.notifications.path}>
            {plain('panel.form.back', lang)}
          </a>
        </div>
      </form>
    </>
  );
}

/** Asked once, with where it stands. */
export function RemoveAd({
  ad,
  rows,
  visitor: { lang, form_token },
}: {
  readonly ad: AdRow;
  readonly rows: readonly Setting[];
  readonly visitor: Visitor;
}) {
  const used = usedIn(ad.id, rows, lang);
  return (
    <>
      <Toolbar title={`${plain('panel.ads.remove', lang)}: ${ad.name}`} />
      <section class="card">
        <p>{plain('panel.ads.remove_sure', lang)}</p>
        {used.length > 0 && (
          <>
            <p>{plain('panel.ads.remove_used', lang)}</p>
            <ul>
              {used.map((cell) => (
                <li key={cell}>{cell}</li>
              ))}
            </ul>
          </>
        )}
        <form method="post" action={`${adPath(ad.id)}/remove`} class="outcome">
          <FormToken token={form_token} />
          <a class="button" href={panelRoutes.notifications.path}>
            {plain('panel.team.keep', lang)}
          </a>
          <button type="submit" class="danger">
            {plain('panel.ads.remove', lang)}
          </button>
        </form>
      </section>
    </>
  );
}
