import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { type Fields, field } from '../../panel/request.ts';
import { FormToken } from '../../panel/view/form.tsx';
import type { Guest } from '../request.ts';
import { meRoutes } from '../routes.ts';

const messages = {
  old: { title: 'me.old.title', text: 'me.old.text' },
  away: { title: 'me.away.title', text: 'me.away.text' },
  left: { title: 'me.left.title', text: 'me.left.text' },
  many: { title: 'me.many.title', text: 'me.many.text' },
  telegram: { title: 'me.telegram.title', text: 'me.telegram.text' },
  denied: { title: 'me.denied.title', text: 'me.denied.text' },
  lost: { title: 'me.lost.title', text: 'me.lost.text' },
  erased: { title: 'me.erased.title', text: 'me.erased.text' },
  fault: { title: 'me.fault.title', text: 'me.fault.text' },
} as const;
export type MeMessage = keyof typeof messages;

type Way = { readonly to: string; readonly text: string };

/** Only says something, with a way on where there is one. */
export function message(what: MeMessage, lang: Lang, way?: Way) {
  const title = plain(messages[what].title, lang);
  const page = (
    <section class="card">
      <h1>{title}</h1>
      <p>{plain(messages[what].text, lang)}</p>
      {way && (
        <a class="button first" href={way.to}>
          {way.text}
        </a>
      )}
    </section>
  );
  return { page, title };
}

type Asked = { readonly to: string; readonly form: Fields; readonly guest: Guest; readonly lang: Lang };

const kept = ['key', 'starts_at', 'seen', 'reason', 'value'];

/** The same form with the same key: it learns what came of the first. */
export const NotKnownYet = ({ to, form, guest, lang }: Asked) => (
  <section class="card">
    <h1>{plain('me.unknown.title', lang)}</h1>
    <p>{plain('me.unknown.text', lang)}</p>
    <form method="post" action={to} class="actions">
      <FormToken token={guest.form_token} />
      {kept.map((name) => (
        <input key={name} type="hidden" name={name} value={field(form, name)} />
      ))}
      <button class="first">{plain('me.unknown.again', lang)}</button>
      <a class="button" href={meRoutes.home.path}>
        {plain('me.home', lang)}
      </a>
    </form>
  </section>
);
