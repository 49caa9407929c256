import type { ComponentChildren } from 'preact';
import { plain } from '../../../core/i18n/t.ts';
import { longTime } from '../../../core/time/people.ts';
import type { OnePerson } from '../ports/people.ts';
import { conversationPath } from '../routes/conversations.ts';
import { FormToken } from '../view/form.tsx';
import { Badge, Facts, Toolbar } from '../view/parts.tsx';
import { reachTones, reachWords } from '../view/people-words.ts';
import type { Visitor } from '../visitor.ts';
import { BookingsTable } from './bookings.tsx';

type Props = { readonly person: OnePerson; readonly visitor: Visitor };

export function Person({ person, visitor }: Props) {
  const { lang } = visitor;
  return (
    <>
      <Toolbar title={person.name || plain('panel.nameless', lang)}>
        <Badge tone={person.allowed ? 'good' : 'bad'}>
          {plain(person.allowed ? 'panel.people.allowed' : 'panel.people.blocked', lang)}
        </Badge>
      </Toolbar>
      <section class="card">
        <Facts rows={factsOf(person, lang)} />
        {visitor.role === 'admin' ? (
          <Actions person={person} visitor={visitor} />
        ) : (
          <a href={conversationPath(person.user_id)}>{plain('panel.talk.read', lang)}</a>
        )}
      </section>
      <section class="card">
        <h2>{plain('panel.person.bookings', lang)}</h2>
        {person.bookings.length === 0 ? (
          <p class="soft">{plain('panel.person.no_bookings', lang)}</p>
        ) : (
          <BookingsTable rows={person.bookings} lang={lang} />
        )}
      </section>
    </>
  );
}

type Lang = Visitor['lang'];
type Fact = readonly [string, ComponentChildren];

function factsOf(person: OnePerson, lang: Lang): readonly Fact[] {
  const { username, telegram_id, phone, reachable, invited_until: until } = person;
  const account = [username && `@${username}`, telegram_id].filter(Boolean).join(' · ');
  const language = ({ ru: 'panel.person.lang_ru', en: 'panel.person.lang_en' } as const)[person.lang ?? 'ru'];
  return [
    [
      plain('panel.person.account', lang),
      <>
        {account} <Badge tone={reachTones[reachable]}>{plain(reachWords[reachable], lang)}</Badge>
      </>,
    ],
    ...(phone === null ? [] : [[plain('panel.people.contact', lang), phone] as const]),
    [
      plain('panel.person.lang', lang),
      plain(person.lang === null ? 'panel.person.lang_auto' : language, lang),
    ],
    [
      plain('panel.person.quiet', lang),
      plain(person.quiet ? 'panel.person.quiet_yes' : 'panel.person.quiet_no', lang),
    ],
    ...(telegram_id === null
      ? [
          [
            plain('panel.person.invite', lang),
            until === null
              ? plain('panel.person.invite_none', lang)
              : plain('panel.person.invite_until', lang, { when: longTime(until, lang) }),
          ] as const,
        ]
      : []),
    [plain('panel.person.since', lang), longTime(person.since, lang)],
  ];
}

function Actions({ person, visitor }: Props) {
  const { lang, form_token } = visitor;
  const at = `/candidates/${person.user_id}`;
  const link = (to: string, text: string, look = 'button') => (
    <a class={look} href={`${at}/${to}`}>
      {text}
    </a>
  );
  return (
    <div class="actions no-print">
      {person.allowed && link('book', plain('panel.person.book', lang), 'button first')}
      <a class="button" href={conversationPath(person.user_id)}>
        {plain('panel.talk.write', lang)}
      </a>
      {person.allowed && person.telegram_id === null && (
        <form method="post" action={`${at}/invite`}>
          <FormToken token={form_token} />
          <button type="submit">{plain('panel.person.make_invite', lang)}</button>
        </form>
      )}
      {person.allowed ? (
        link('block', plain('panel.person.block', lang))
      ) : (
        <form method="post" action={`${at}/unblock`}>
          <FormToken token={form_token} />
          <button type="submit" class="first">
            {plain('panel.person.unblock', lang)}
          </button>
        </form>
      )}
      {link('export.json', plain('panel.person.export', lang))}
      {link('erase', plain('panel.person.erase', lang))}
    </div>
  );
}
