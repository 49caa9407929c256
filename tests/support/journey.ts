import { ObjectId } from 'mongodb';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import { langs } from '../../core/i18n/lang.ts';
import { impossibleText, oneMomentText, workingText } from '../../core/messages/gateway.ts';
import { eventId } from '../../core/shared/ids.ts';
import type { Answer, Tapped } from '../../sandbox/driver/index.ts';
import type { House } from './house.ts';
import { waitFor } from './wait.ts';

export type Candidate = Awaited<ReturnType<House['person']>>;
export type Message = Awaited<ReturnType<Candidate['sends']>>;
type Keyboard = { readonly inline_keyboard?: readonly (readonly { readonly text: string }[])[] };

/** The labels on a message, row by row. */
export const labels = (message: Message): string[][] =>
  ((message.reply_markup as Keyboard | undefined)?.inline_keyboard ?? []).map((row) =>
    row.map((one) => one.text),
  );

/** The label of the button that carries this. */
export const labelOf = (markup: unknown, data: string): string | undefined =>
  ((markup as { readonly markup?: Buttons } | undefined)?.markup?.inline_keyboard ?? [])
    .flat()
    .find((one) => one.callback_data === data)?.text;

/** What the first button of that row carries. */
export function dataOf(message: Message, row: number): string {
  const button: { readonly callback_data?: string } | undefined = (
    message.reply_markup as Buttons | undefined
  )?.inline_keyboard?.[row]?.[0];
  return button?.callback_data ?? '';
}
type Buttons = {
  readonly inline_keyboard?: readonly (readonly {
    readonly callback_data?: string;
    readonly text?: string;
  }[])[];
};

/** Slots come first, one a row; their labels carry the time. */
export const slotLabels = (message: Message): string[] =>
  labels(message).flatMap(([first]) => (first !== undefined && /\d\d:\d\d/.test(first) ? [first] : []));

export const open = (person: Candidate, event: string): Promise<Message> =>
  person.opens(startLink('zapis_bot', eventPayload(eventId(event))));

/** Sign Up, the slot at that place of the list, Confirm. Resolves with the success message. */
export async function book(person: Candidate, event: string, { at = 0, lang = 'en' } = {}): Promise<Message> {
  await open(person, event);
  const texts = wordsOf(lang);
  const slots = await person.chat().waitForText(texts.choose, patient);
  await person.tap(slotLabels(slots)[at] ?? 'no slot is offered');
  await person.chat().waitForText(texts.held, patient);
  await person.tap(texts.confirm);
  return person.chat().waitForText(texts.booked, patient);
}

/** What the bot said of the conversation, not beside it while an answer takes longer than usual. */
export const saidTo = async (person: Candidate): Promise<readonly Message[]> =>
  (await person.chat().messages()).filter(
    (one) => one.from?.is_bot && !/^(One moment|This could not)/.test(one.text ?? ''),
  );

const besides: ReadonlySet<unknown> = new Set(
  langs.flatMap((lang) => [workingText(lang), oneMomentText(lang), impossibleText(lang)]),
);

/**
 * What a tap was answered by whom it was meant for. Where that takes a moment the bot ends the spinner itself, and Telegram takes no
 * second answer: a slow machine would have "Working on it" instead of what the test is about.
 */
export const answerTo = ({ sandbox: { sandbox } }: House, tap: Tapped): Promise<Answer> =>
  waitFor('the answer to the tap', async () => {
    // The log reads back what looks like a number.
    const ids: readonly unknown[] = [tap.callback_id, Number(tap.callback_id)];
    const calls = await sandbox.calls('answerCallbackQuery');
    const found = calls.find(
      ({ params }) => ids.includes(params['callback_query_id']) && !besides.has(params['text']),
    );
    if (!found) return undefined;
    const { text, show_alert } = found.params;
    return { ...(typeof text === 'string' && { text }), alert: show_alert === true };
  });

/** Nothing is proved by how soon it comes: a busy machine takes its time. */
export const patient = { timeoutMs: 60_000 };

export const wordsOf = (lang: string) =>
  lang === 'ru'
    ? {
        choose: 'Выберите время',
        held: 'Место удерживается',
        confirm: 'Подтвердить',
        booked: 'Вы записаны',
        taken: 'Извините, этот слот уже занят',
        denied: 'Доступ запрещён. Обратитесь к администратору.',
      }
    : {
        choose: 'Please choose a time',
        held: 'The seat is held for you until',
        confirm: 'Confirm',
        booked: 'Your interview is booked',
        taken: 'Sorry, this slot is no longer available',
        denied: 'Access denied. Contact the administrator.',
      };

/** What the database says of one person's booking. */
export const bookingOf = (house: House, person: Candidate, event: string) =>
  house.db
    .collection('bookings')
    .findOne(
      { user_id: new ObjectId(person.userId), event_id: new ObjectId(event) },
      { sort: { created_at: -1 } },
    );

export const slotDoc = (house: House, slot: string) =>
  house.db.collection('interview_slots').findOne({ _id: new ObjectId(slot) });

/** What was announced about an event's bookings, in order. */
export async function announced(house: House, event: string): Promise<string[]> {
  const rows = await house.db
    .collection('audit_log')
    .find({ event_id: new ObjectId(event), announce: { $ne: null } })
    .sort({ at: 1, rev: 1 })
    .toArray();
  return rows.map((row) => String(row['announce']));
}

/** Finds that none of the times fits, sees whom to write to, and asks to be told of another. */
export async function wishesForAnother(person: Candidate, event: string): Promise<void> {
  await open(person, event);
  await person.chat().waitForText('Please choose a time', patient);
  await person.tap('None of these fits');
  await person.chat().waitForText(/None of the times fits\?[^]*@coordinator/, patient);
  await person.tap('Tell me when one opens');
  await person.chat().waitForText('We will write to you when a time opens', patient);
}
