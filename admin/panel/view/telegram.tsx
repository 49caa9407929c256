import type { Html } from '../../../core/i18n/html.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { type Markup, readMarkup } from '../../../core/messages/markup/read.ts';
import type { BroadcastRow } from '../../broadcasts/ports.ts';

type Command = BroadcastRow['command'];

/** The message as Telegram will show it: its text, and its buttons below. */
export function TelegramMessage({ command, lang }: { readonly command: Command; readonly lang: Lang }) {
  const read = command.parse_mode === 'HTML' ? readMarkup(command.message_text) : undefined;
  const buttons = command.buttons ?? [];
  const own = buttons.some((one) => 'sign_up' in one);
  const labels = [
    ...(own ? [] : [plain('panel.broadcast.sign_up', lang)]),
    ...buttons.map(({ text }) => text),
  ];
  return <Figure inner={read?.ok ? read.markup : [command.message_text]} labels={labels} lang={lang} />;
}

/** The same of HTML that we wrote ourselves. */
export function Bubble({
  html: { html },
  keys,
  lang,
}: {
  readonly html: Html;
  readonly keys: readonly string[];
  readonly lang: Lang;
}) {
  return <Figure inner={readBack(html)} labels={keys} lang={lang} />;
}

/** The text alone, of HTML that we wrote ourselves. */
export const Marked = ({ html: { html } }: { readonly html: Html }) => <>{readBack(html).map(shown)}</>;

function readBack(html: string): readonly Markup[] {
  const read = readMarkup(html);
  return read.ok ? read.markup : [html];
}

type FigureProps = {
  readonly inner: readonly Markup[];
  readonly labels: readonly string[];
  readonly lang: Lang;
};

const Figure = ({ inner, labels, lang }: FigureProps) => (
  <figure class="telegram" aria-label={plain('panel.broadcast.preview', lang)}>
    <blockquote class="bubble">{inner.map(shown)}</blockquote>
    <ul class="keys">
      {labels.map((label, at) => (
        <li key={`${at}${label}`}>{label}</li>
      ))}
    </ul>
  </figure>
);

/** From what was read, never from what was typed: no tag of a page can come of it. */
function shown(one: Markup) {
  if (typeof one === 'string') return one;
  const inner = one.inner.map(shown);
  if (one.tag === 'a')
    return (
      <a href={one.href} rel="noreferrer noopener" target="_blank">
        {inner}
      </a>
    );
  if (one.tag === 'tg-spoiler') return <span class="spoiler">{inner}</span>;
  const Tag = one.tag;
  return <Tag>{inner}</Tag>;
}
