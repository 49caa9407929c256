import { type BroadcastCommand, broadcastCommandSchema } from '../../contracts/events/broadcast-command.ts';
import type { ExtraButton } from '../../core/messages/announcement.ts';
import { readMarkup } from '../../core/messages/markup/read.ts';
import { readChatTarget } from '../../core/shared/chat-target.ts';
import { eventId, isObjectId } from '../../core/shared/ids.ts';
import type { BroadcastStore, Draft } from './ports.ts';

/** As somebody wrote it: nothing is lost, whatever is wrong with it. */
export type Written = {
  readonly text: string;
  readonly markup: boolean;
  readonly event: string;
  readonly audience: string;
  /** Of one chat: an id or a name; empty for the event's own. */
  readonly chat: string;
  /** One entry a line, or with commas between. */
  readonly people: string;
  readonly buttons: readonly (ExtraButton | { readonly wrong: number })[];
};
type MarkupFault = Exclude<ReturnType<typeof readMarkup>, { ok: true }>;
export type DraftFault =
  | { readonly field: 'text'; readonly why: 'empty' | 'too_long'; readonly count: number }
  | ({ readonly field: 'text'; readonly why: 'markup' } & Omit<MarkupFault, 'ok'>)
  | { readonly field: 'event'; readonly why: 'unknown' | 'needed' | 'closed' }
  | { readonly field: 'audience'; readonly why: 'unknown' }
  | { readonly field: 'chat'; readonly why: 'unknown' }
  | { readonly field: 'people'; readonly why: 'empty' | 'too_many' }
  | { readonly field: 'buttons'; readonly why: 'wrong' | 'too_many'; readonly line: number };

export type CheckedDraft =
  /** `unknown`: entries of the list that mean nobody. */
  | { readonly ok: true; readonly draft: Draft; readonly unknown: readonly string[] }
  | { readonly ok: false; readonly faults: readonly DraftFault[] };

const mostPeople = 10_000;
const longest = 4_096;

/** What can be sent as it is, or everything that is wrong with it. */
export async function checkDraft(
  store: Pick<BroadcastStore, 'named' | 'event'>,
  company: string,
  written: Written,
): Promise<CheckedDraft> {
  const faults: DraftFault[] = [...textFaults(written), ...ofButtons(written)];
  const { audience } = written;
  const entries = audience === 'list' ? entriesOf(written.people) : [];
  if (audience === 'list' && entries.length === 0) faults.push({ field: 'people', why: 'empty' });
  if (entries.length > mostPeople) faults.push({ field: 'people', why: 'too_many' });
  const chat = readChatTarget(written.chat.trim());
  if (audience === 'channel' && written.chat.trim() !== '' && chat === undefined)
    faults.push({ field: 'chat', why: 'unknown' });
  if (!['channel', 'unbooked', 'list'].includes(audience)) faults.push({ field: 'audience', why: 'unknown' });
  const event = await ofEvent(store, company, written);
  if (event) faults.push(event);
  if (faults.length > 0) return { ok: false, faults };
  const { people, unknown } = await store.named(company, entries);
  if (audience === 'list' && people.length === 0)
    return { ok: false, faults: [{ field: 'people', why: 'empty' }] };
  const command = commandOf(written, audience === 'channel' ? chat : audience);
  return { ok: true, draft: { command, people, typed: written.people }, unknown };
}

const entriesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[\s,;]+/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
];

/** Of everything that Telegram is to show. */
export function textFaults({ text, markup }: Pick<Written, 'text' | 'markup'>): DraftFault[] {
  const read = markup ? readMarkup(text) : ({ ok: true, length: text.length } as const);
  if (!read.ok) {
    const { ok: _ok, ...fault } = read;
    return [{ field: 'text', why: 'markup', ...fault }];
  }
  if (read.length > longest) return [{ field: 'text', why: 'too_long', count: read.length }];
  return isReadable(text, markup) ? [] : [{ field: 'text', why: 'empty', count: 0 }];
}

const isReadable = (message_text: string, markup: boolean): boolean =>
  broadcastCommandSchema.safeParse({
    action: 'post_broadcast',
    message_text,
    ...(markup && { parse_mode: 'HTML' }),
  }).success;

const mostButtons = 9;

function ofButtons({ buttons }: Written): DraftFault[] {
  const wrong = buttons.flatMap((one) => ('wrong' in one ? [one.wrong] : []));
  if (wrong[0] !== undefined) return [{ field: 'buttons', why: 'wrong', line: wrong[0] }];
  return buttons.length > mostButtons ? [{ field: 'buttons', why: 'too_many', line: mostButtons }] : [];
}

async function ofEvent(
  store: Pick<BroadcastStore, 'event'>,
  company: string,
  { event, audience }: Written,
): Promise<DraftFault | undefined> {
  if (event === '') return audience === 'unbooked' ? { field: 'event', why: 'needed' } : undefined;
  const found = isObjectId(event) ? await store.event(company, eventId(event)) : undefined;
  if (!found) return { field: 'event', why: 'unknown' };
  return found.open || audience === 'channel' ? undefined : { field: 'event', why: 'closed' };
}

/** Through the schema every publisher goes through: it cannot be refused later for what it is. */
function commandOf(
  { text, markup, event, buttons }: Written,
  target: BroadcastCommand['target'],
): Draft['command'] {
  return broadcastCommandSchema.parse({
    action: 'post_broadcast',
    message_text: text,
    ...(markup && { parse_mode: 'HTML' }),
    ...(event !== '' && { event_id: event }),
    ...(target !== undefined && { target }),
    ...(buttons.length > 0 && { buttons }),
  });
}

/** A line of the form: "Label | https://…", or a label alone, which signs up. */
export function readButtons(typed: string): Written['buttons'] {
  return typed.split('\n').flatMap((line, at): Written['buttons'] => {
    if (line.trim() === '') return [];
    const [label = '', ...rest] = line.split('|');
    const [text, url] = [label.trim(), rest.join('|').trim()];
    const isLabel = text.length > 0 && text.length <= 64;
    if (!isLabel || (url !== '' && !isAddress(url))) return [{ wrong: at + 1 }];
    return [url === '' ? { text, sign_up: true } : { text, url }];
  });
}

const isAddress = (url: string): boolean => /^https?:\/\/\S+$/.test(url) && URL.canParse(url);

export const writeButtons = (buttons: readonly ExtraButton[] | undefined): string =>
  (buttons ?? []).map((one) => ('url' in one ? `${one.text} | ${one.url}` : one.text)).join('\n');
