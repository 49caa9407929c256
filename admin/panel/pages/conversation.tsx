import { plain } from '../../../core/i18n/t.ts';
import { shortTime } from '../../../core/time/people.ts';
import type { Colleague, ReadyAnswer, Talk, Words } from '../ports/conversations.ts';
import { conversationFilePath, conversationPath } from '../routes/conversations.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Badge, Toolbar } from '../view/parts.tsx';
import { reachTones, reachWords } from '../view/people-words.ts';
import { fileWords, sendingTones, sendingWords } from '../view/talk-words.ts';
import { bookingTones, bookingWords } from '../view/words.ts';
import type { Visitor } from '../visitor.ts';

type Lang = Visitor['lang'];
type ThreadProps = {
  readonly talk: Talk;
  /** What was said before what is newest. */
  readonly older: boolean;
  readonly visitor: Visitor;
};

export function Thread({ talk, older, visitor }: ThreadProps) {
  const { lang } = visitor;
  const [first] = talk.words;
  const here = conversationPath(talk.user_id);
  return (
    <>
      <Toolbar title={talk.name || plain('panel.nameless', lang)}>
        <State talk={talk} lang={lang} />
        {visitor.role === 'admin' && talk.status !== 'none' && !older && (
          <Steps talk={talk} visitor={visitor} />
        )}
      </Toolbar>
      <section class="card">
        {talk.earlier && first && (
          <p>
            <a href={`${here}?before=${first.seq}`}>{plain('panel.talk.earlier', lang)}</a>
          </p>
        )}
        {older && (
          <p>
            <a href={here}>{plain('panel.talk.newest', lang)}</a>
          </p>
        )}
        {talk.words.length === 0 ? (
          <p class="soft">{plain('panel.talk.nothing', lang)}</p>
        ) : (
          <div class="thread" role="log" tabIndex={0} aria-label={plain('panel.talk.log', lang)}>
            <ol>
              {talk.words.map((words) => (
                <Said key={words.message_id} words={words} talk={talk} lang={lang} />
              ))}
            </ol>
          </div>
        )}
      </section>
    </>
  );
}

const State = ({ talk, lang }: { readonly talk: Talk; readonly lang: Lang }) => (
  <>
    {talk.waiting_since !== null && (
      <Badge tone="warn">
        {plain('panel.talk.waits_since', lang, { when: shortTime(talk.waiting_since, lang) })}
      </Badge>
    )}
    {talk.status === 'closed' && <Badge tone="quiet">{plain('panel.talks.is_closed', lang)}</Badge>}
    {talk.claimed_by && (
      <Badge tone="info">
        {plain('panel.talk.claimed_by', lang, {
          name: talk.claimed_by.name || plain('panel.nameless', lang),
        })}
      </Badge>
    )}
  </>
);

type StepsProps = { readonly talk: Talk; readonly visitor: Visitor };

function Steps({ talk, visitor }: StepsProps) {
  const { lang, form_token, user_id } = visitor;
  const own = talk.claimed_by?.user_id === user_id;
  return (
    <>
      <form method="post" action={`${conversationPath(talk.user_id)}/hand`}>
        <FormToken token={form_token} />
        <input type="hidden" name="was" value={talk.claimed_by?.user_id ?? ''} />
        <button type="submit" name="to" value={own ? '' : user_id}>
          {plain(own ? 'panel.talk.release' : 'panel.talk.claim', lang)}
        </button>
      </form>
      {talk.status === 'open' && (
        <form method="post" action={`${conversationPath(talk.user_id)}/close`}>
          <FormToken token={form_token} />
          <input type="hidden" name="seq" value={talk.seq} />
          <button type="submit">{plain('panel.talk.close', lang)}</button>
        </form>
      )}
    </>
  );
}

type SaidProps = { readonly words: Words; readonly talk: Talk; readonly lang: Lang };

function Said({ words, talk, lang }: SaidProps) {
  const { from, by, at, edited_at, text, file, sending } = words;
  const who =
    from === 'person'
      ? talk.name || plain('panel.nameless', lang)
      : from === 'staff'
        ? by || plain('panel.nameless', lang)
        : plain('panel.talk.bot', lang);
  return (
    <li class={from}>
      <p class="by">
        <b>{who}</b> <span class="soft">{shortTime(at, lang)}</span>
        {edited_at !== null && (
          <span class="soft">
            {' '}
            · {plain('panel.talk.edited', lang, { when: shortTime(edited_at, lang) })}
          </span>
        )}
        {sending && (
          <>
            {' '}
            <Badge tone={sendingTones[sending]}>{plain(sendingWords[sending], lang)}</Badge>
          </>
        )}
      </p>
      {file && <Sent words={words} file={file} user={talk.user_id} lang={lang} />}
      {text !== '' && <p class="words">{text}</p>}
    </li>
  );
}

/** Telegram gives bots no larger ones. */
const mostBytes = 20 * 1024 * 1024;

type SentProps = {
  readonly words: Words;
  readonly file: NonNullable<Words['file']>;
  readonly user: Talk['user_id'];
  readonly lang: Lang;
};

function Sent({ words: { message_id }, file: { kind, name, size }, user, lang }: SentProps) {
  const label = [plain(fileWords[kind], lang), name].filter(Boolean).join(': ');
  if (size !== null && size > mostBytes)
    return <p class="soft">{[label, plain('panel.talk.file_large', lang)].join(' · ')}</p>;
  const to = conversationFilePath(user, message_id);
  return (
    <p>
      <a href={to} target="_blank" rel="noopener">
        {kind === 'photo' ? <img src={to} alt={label} loading="lazy" class="shot" /> : label}
      </a>
    </p>
  );
}

export type AnswerTyped = { readonly text: string; readonly fault?: string };
type FormProps = {
  readonly talk: Talk;
  readonly typed: AnswerTyped;
  readonly nonce: string;
  readonly answers: readonly ReadyAnswer[];
  readonly visitor: Visitor;
};

export function AnswerForm({ talk, typed, nonce, answers, visitor }: FormProps) {
  const { lang, form_token } = visitor;
  if (talk.reachable === 'no_account')
    return <p class="flash warn">{plain('panel.talk.no_account', lang)}</p>;
  const about = { name: 'text', hint: plain('panel.talk.hint', lang), fault: typed.fault };
  return (
    <form method="post" action={conversationPath(talk.user_id)} class="card composer" id="answer">
      <FormToken token={form_token} />
      <input type="hidden" name="nonce" value={nonce} />
      {talk.reachable === 'blocked' && <p class="flash warn">{plain('panel.talk.blocked', lang)}</p>}
      <Field label={plain('panel.talk.answer', lang)} {...about}>
        <textarea rows={4} {...inputOf(about)}>
          {typed.text}
        </textarea>
      </Field>
      <div class="actions">
        <button type="submit" class="first" name="do" value="send">
          {plain('panel.talk.send', lang)}
        </button>
        {answers.length > 0 && (
          <div class="ready">
            <select name="ready" aria-label={plain('panel.ready.title', lang)}>
              {answers.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
            <button type="submit" name="do" value="insert">
              {plain('panel.talk.insert', lang)}
            </button>
          </div>
        )}
      </div>
    </form>
  );
}

type BesideProps = {
  readonly talk: Talk;
  readonly colleagues: readonly Colleague[];
  readonly visitor: Visitor;
};

/** Who it is, and what they have booked. */
export function Beside({ talk, colleagues, visitor }: BesideProps) {
  const { lang, role } = visitor;
  const admin = role === 'admin';
  const person = `${panelRoutes.candidates.path}/${talk.user_id}`;
  return (
    <aside class="beside" aria-label={plain('panel.talk.about', lang)}>
      <section class="card">
        <h2>
          {talk.candidate ? (
            <a href={person}>{talk.name || plain('panel.nameless', lang)}</a>
          ) : (
            talk.name || plain('panel.nameless', lang)
          )}
        </h2>
        <p>
          {talk.username && <span class="soft">@{talk.username} </span>}
          <Badge tone={reachTones[talk.reachable]}>{plain(reachWords[talk.reachable], lang)}</Badge>
        </p>
        <h3>{plain('panel.person.bookings', lang)}</h3>
        <Bookings talk={talk} admin={admin} lang={lang} />
        {admin && talk.candidate && talk.allowed && (
          <a class="button" href={`${person}/book`}>
            {plain('panel.person.book', lang)}
          </a>
        )}
      </section>
      {admin && talk.status !== 'none' && <HandOver talk={talk} colleagues={colleagues} visitor={visitor} />}
    </aside>
  );
}

function Bookings({
  talk,
  admin,
  lang,
}: {
  readonly talk: Talk;
  readonly admin: boolean;
  readonly lang: Lang;
}) {
  if (talk.bookings.length === 0) return <p class="soft">{plain('panel.person.no_bookings', lang)}</p>;
  return (
    <ul class="listed">
      {talk.bookings.map(({ booking_id, number, event, starts_at, status }) => (
        <li key={booking_id}>
          <a href={`/bookings/${booking_id}`}>{number ?? plain('panel.booking.title_unnumbered', lang)}</a>{' '}
          <Badge tone={bookingTones[status]}>{plain(bookingWords[status], lang)}</Badge>
          <br />
          {event}
          {starts_at !== null && <span class="soft"> · {shortTime(starts_at, lang)}</span>}
          {admin && status === 'booked' && (
            <>
              {' · '}
              <a href={`/bookings/${booking_id}/move`}>{plain('panel.booking.move', lang)}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function HandOver({ talk, colleagues, visitor: { lang, form_token, user_id } }: BesideProps) {
  const others = colleagues.filter(
    (one) => one.user_id !== user_id && one.user_id !== talk.claimed_by?.user_id,
  );
  if (others.length === 0) return null;
  return (
    <form method="post" action={`${conversationPath(talk.user_id)}/hand`} class="card">
      <FormToken token={form_token} />
      <input type="hidden" name="was" value={talk.claimed_by?.user_id ?? ''} />
      <Field name="to" label={plain('panel.talk.hand_to', lang)}>
        <select {...inputOf({ name: 'to' })}>
          {others.map((one) => (
            <option key={one.user_id} value={one.user_id}>
              {one.name || plain('panel.nameless', lang)}
            </option>
          ))}
        </select>
      </Field>
      <button type="submit">{plain('panel.talk.hand', lang)}</button>
    </form>
  );
}
