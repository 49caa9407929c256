import type { Key } from '../../../core/i18n/catalogue.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { type PanelRouteName, panelRoutes } from '../routes/index.ts';
import { isThere } from '../routes/route.ts';
import type { Visitor } from '../visitor.ts';
import { FormToken } from './form.tsx';
import { roleWords } from './words.ts';

/** Every day, now and then, when something is wrong: in this order. Whoever may not open a page does not see its entry. */
const groups = [
  [
    { route: 'today', key: 'panel.menu.today' },
    { route: 'events', key: 'panel.menu.events' },
    { route: 'bookings', key: 'panel.menu.bookings' },
    { route: 'candidates', key: 'panel.menu.candidates' },
    { route: 'conversations', key: 'panel.menu.conversations' },
    { route: 'broadcasts', key: 'panel.menu.broadcasts' },
    { route: 'figures', key: 'panel.menu.figures' },
  ],
  [
    { route: 'team', key: 'panel.menu.team' },
    { route: 'settings', key: 'panel.menu.settings' },
    { route: 'notifications', key: 'panel.menu.notifications' },
    { route: 'feeds', key: 'panel.menu.feeds' },
    { route: 'tokens', key: 'panel.menu.tokens' },
    { route: 'audit', key: 'panel.menu.audit' },
  ],
  [
    { route: 'dead', key: 'panel.menu.dead' },
    { route: 'workflows', key: 'panel.menu.workflows' },
    { route: 'system', key: 'panel.menu.system' },
  ],
] as const satisfies readonly (readonly { readonly route: PanelRouteName; readonly key: Key }[])[];

type Entry = (typeof groups)[number][number];
type EntriesProps = {
  readonly group: readonly Entry[];
  readonly at: string | undefined;
  readonly waiting: number;
  readonly lang: Lang;
};

const Entries = ({ group, at, waiting, lang }: EntriesProps) => (
  <ul>
    {group.map(({ route, key }) => (
      <li key={route}>
        <a href={panelRoutes[route].path} {...(at === route && { 'aria-current': 'page' as const })}>
          {plain(key, lang)}
          {route === 'conversations' && waiting > 0 && <Waiting count={waiting} lang={lang} />}
        </a>
      </li>
    ))}
  </ul>
);

/** More than two digits say no more. */
const Waiting = ({ count, lang }: { readonly count: number; readonly lang: Lang }) => (
  <span class="count" title={plain('panel.talks.waiting_count', lang, { count })}>
    {count > 99 ? '99+' : count}
  </span>
);

type MenuProps = {
  readonly visitor: Visitor;
  readonly at: string | undefined;
  /** How many people wait for an answer. */
  readonly waiting: number;
};

export function Menu({ visitor, at, waiting }: MenuProps) {
  const { lang, role, name } = visitor;
  const seen = groups.map((group) =>
    group.filter(
      ({ route }) =>
        panelRoutes[route].may.some((one) => one === role) && isThere(panelRoutes[route], visitor),
    ),
  );
  const [first = [], ...others] = seen;
  const rest = others.filter((group) => group.length > 0);
  return (
    <nav class="menu" aria-label={plain('panel.menu.name', lang)}>
      <a class="brand" href="/">
        Zapis
      </a>
      {panelRoutes.search.may.some((one) => one === role) && (
        <form method="get" action={panelRoutes.search.path} role="search" class="find">
          <input
            type="search"
            name="q"
            aria-label={plain('panel.search.label', lang)}
            placeholder={plain('panel.search.label', lang)}
          />
          <button type="submit">{plain('panel.search.do', lang)}</button>
        </form>
      )}
      <div class="sections">
        <Entries group={first} at={at} waiting={waiting} lang={lang} />
        {rest.length > 0 && (
          <>
            <input
              type="checkbox"
              id="more-sections"
              class="more"
              checked={rest.flat().some(({ route }) => route === at)}
            />
            <label for="more-sections">{plain('panel.menu.more', lang)}</label>
          </>
        )}
        {rest.map((group) => (
          <Entries key={group[0]?.route} group={group} at={at} waiting={0} lang={lang} />
        ))}
      </div>
      <div class="whoami">
        <span>
          <a href={panelRoutes.account.path}>{name || plain('panel.account.title', lang)}</a>
          {` · ${plain(roleWords[role], lang)}`}
        </span>
        <LanguageChoice lang={lang} token={visitor.form_token} />
        <form method="post" action={panelRoutes.signOut.path}>
          <FormToken token={visitor.form_token} />
          <button type="submit" class="plain">
            {plain('panel.sign_out', lang)}
          </button>
        </form>
      </div>
    </nav>
  );
}

const others = { ru: { lang: 'en', label: 'English' }, en: { lang: 'ru', label: 'Русский' } } as const;

/** The other language, in its own words: who cannot read this page finds it. */
export function LanguageChoice({
  lang,
  token,
}: {
  readonly lang: 'ru' | 'en';
  readonly token: string | undefined;
}) {
  const other = others[lang];
  return (
    <form method="post" action={panelRoutes.chooseLanguage.path}>
      <FormToken token={token} />
      <button type="submit" class="plain" name="lang" value={other.lang} lang={other.lang}>
        {other.label}
      </button>
    </form>
  );
}
