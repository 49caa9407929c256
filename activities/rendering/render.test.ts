import { expect, test } from 'vitest';
import { readButton } from '../../contracts/callback-data.ts';
import { cancelReasons } from '../../core/booking/words.ts';
import { langs } from '../../core/i18n/lang.ts';
import { announcement, announcementText } from '../../core/messages/announcement.ts';
import { type EventText, needs, type ScreenModel, type SlotLine } from '../../core/messages/model.ts';
import { sampleModel, sampleScreens } from '../../core/messages/samples.ts';
import { tapAnswerText } from '../../core/messages/tap-answer.ts';
import { formattedText } from '../../sandbox/api/text/formatted.ts';
import { type Rendered, render, rendered } from './render.ts';

const nasty = {
  tags: '<b>Анна</b> & "Ко" <script>',
  'right to left': '\u202eмолоко\u2066 مرحبا',
  emoji: '👩‍👩‍👧‍👦🇷🇺'.repeat(3),
  '64 signs': 'Ж'.repeat(64),
  'a whole message': '<&>'.repeat(2_000),
  braces: "{n} {x, plural, other {y}} '{'",
  'control signs': 'a\u0000b\r\nc\u001b',
  'half a sign': '\ud83d',
  empty: '',
};

function filled(text: string): ScreenModel {
  const slot = (line: SlotLine): SlotLine => ({ ...line, location: text, audience: text });
  const event: EventText = {
    ...sampleModel.event,
    title: text,
    description: text,
    place: { name: text, address: text, map_url: text, online_url: text },
    bring: text,
    contact: text,
  };
  const slots = new Map([...sampleModel.slots].map(([id, line]) => [id, slot(line)]));
  const page = sampleModel.page && { ...sampleModel.page, slots: sampleModel.page.slots.map(slot) };
  const change = sampleModel.change && {
    from: slot(sampleModel.change.from),
    to: slot(sampleModel.change.to),
  };
  return { event, slots, page, change };
}

const models: Record<string, ScreenModel> = {
  sample: sampleModel,
  'nothing free': {
    ...sampleModel,
    page: { slots: [], page: 0, earlier: false, later: false, total: 0 },
    event: { ...sampleModel.event, open: false, contact: null },
  },
  ...Object.fromEntries(Object.entries(nasty).map(([name, text]) => [name, filled(text)])),
};

/** What Telegram makes of it: throws when the HTML is not what it takes. */
const shown = (message: Rendered): string =>
  formattedText(message.text, 'HTML', undefined, () => undefined).text;

function obeysTelegram(message: Rendered): void {
  const text = shown(message);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4_096);
  const buttons = message.keyboard.flat();
  expect(buttons.length).toBeLessThanOrEqual(10);
  for (const row of message.keyboard) expect(row.length).toBeLessThanOrEqual(3);
  for (const button of buttons) {
    expect(button.label.trim()).not.toBe('');
    expect(button.label.length).toBeLessThanOrEqual(64);
    if ('data' in button) {
      expect(Buffer.byteLength(button.data)).toBeLessThanOrEqual(64);
      expect(readButton(button.data)).toBeDefined();
    } else expect(button.url).toMatch(/^https?:\/\//);
  }
}

const all = Object.entries(models).flatMap(([modelName, model]) =>
  Object.entries(sampleScreens).flatMap(([name, screen]) =>
    langs.map((lang) => ({
      name,
      lang,
      modelName,
      message: render(screen, model, lang, 'q1w2e3r4t5y6u7i8'),
    })),
  ),
);

test('every screen in both languages is what Telegram takes, whatever the coordinator typed', () => {
  for (const { name, lang, modelName, message } of all)
    try {
      obeysTelegram(message);
    } catch (error) {
      throw new Error(`${name}, ${lang}, ${modelName}: ${message.text}`, { cause: error });
    }
});

test('no foreign text becomes markup, a link or a direction', () => {
  for (const { message } of all) {
    expect(message.text).not.toMatch(/<script|<b>Анна|[\u202a-\u202e\u2066-\u2069]/);
    for (const button of message.keyboard.flat())
      expect(button.label).not.toMatch(/[\u202a-\u202e\u2066-\u2069\n]/);
  }
});

test('every time in a text stands beside its zone, or the text says that all are Moscow’s', () => {
  for (const { message, name, lang, modelName } of all) {
    const text = shown(message);
    if (/\d\d:\d\d/.test(text)) expect(text, `${name} ${lang} ${modelName}`).toMatch(/МСК|MSK/);
  }
});

test('a screen needs exactly what it is looked up for', () => {
  for (const [name, screen] of Object.entries(sampleScreens)) {
    const wanted = needs(screen);
    const slots = new Map([...sampleModel.slots].filter(([id]) => wanted.slots.includes(id)));
    const model: ScreenModel = {
      event: sampleModel.event,
      slots,
      page: wanted.page === null ? null : sampleModel.page,
      change: wanted.change === null ? null : sampleModel.change,
    };
    expect(render(screen, model, 'ru', 'a1'), name).toEqual(render(screen, sampleModel, 'ru', 'a1'));
  }
});

test('every booking button carries the menu it stands on', () => {
  for (const { message } of all)
    for (const button of message.keyboard.flat())
      if ('data' in button) expect(readButton(button.data)).toMatchObject({ menu: 'q1w2e3r4t5y6u7i8' });
});

test('a slot button shows time, place and room, the text all of it', () => {
  const message = render({ kind: 'slots', page: 1 }, sampleModel, 'ru', 'a1');
  expect(message.keyboard[0]?.[0]?.label).toBe('чт 26.11 · 14:00 · Офис А · ауд. 301');
  expect(shown(message)).toContain('• чт 26.11 · 14:00 · Офис А · ауд. 301\n');
  expect(render({ kind: 'slots', page: 1 }, sampleModel, 'en', 'a1').keyboard[0]?.[0]?.label).toBe(
    'Thu 26.11 · 14:00 · Офис А · room 301',
  );
});

test('what destroys stands last, and a colour never speaks alone', () => {
  for (const { message } of all) {
    const styles = message.keyboard.flat().map((button) => button.style === 'danger');
    const first = styles.indexOf(true);
    if (first >= 0) expect(styles.slice(first)).not.toContain(false);
  }
});

test('the list speaks of those page buttons that stand below it', () => {
  const said = (page: number, earlier: boolean, later: boolean) => {
    const model = { ...sampleModel, page: { slots: [], page, earlier, later, total: 11 } };
    const { text } = render({ kind: 'slots', page }, model, 'en', 'a1');
    return ['Earlier', 'Later'].filter((label) => text.includes(`“${label}”`));
  };
  expect([said(0, false, true), said(1, true, true), said(2, true, false)]).toEqual([
    ['Later'],
    ['Earlier', 'Later'],
    ['Earlier'],
  ]);
  expect(said(0, false, false)).toEqual([]);
});

test('a booking that stands during a move is kept, with no deadline; one that was cleared is taken back in time', () => {
  const [standing, cleared] = [
    'slots while moving, old time still booked',
    'slots while moving, old time cleared',
  ].map((name) => {
    const screen = sampleScreens[name];
    if (!screen) throw new Error(name);
    const { text, keyboard } = render(screen, sampleModel, 'en', 'k0');
    return {
      dated: text.includes('21:59'),
      keeps: keyboard
        .flat()
        .map((one) => one.label)
        .filter((label) => label.startsWith('Keep')),
    };
  });
  expect(standing).toEqual({ dated: false, keeps: ['Keep it'] });
  expect(cleared).toEqual({ dated: true, keeps: ['Keep my old time'] });
});

test('cancelling offers four reasons and another one, below the way out', () => {
  const message = render({ kind: 'cancel_ask', slot_id: null }, sampleModel, 'en', 'a1');
  expect(message.keyboard.flat().map((button) => button.label)).toEqual([
    'Do not cancel',
    'The time does not suit me',
    'I have another offer',
    'I am no longer interested',
    'I am ill',
    'Another reason',
  ]);
  expect(cancelReasons).toHaveLength(5);
});

test('no line ends between how long an interview takes and its unit', () => {
  const { booked } = sampleScreens;
  if (!booked) throw new Error('no sample of a booking');
  for (const lang of langs)
    expect(render(booked, sampleModel, lang, 'k0').text).toMatch(/\(\d+\u00a0(minutes|минут)\)/);
});

test('success has no buttons and names the commands; the past never tells the outcome', () => {
  const booked = render(
    { kind: 'booked', slot_id: sampleModel.page?.slots[0]?.slot_id as never, number: 'K7', moved: false },
    sampleModel,
    'en',
    'a1',
  );
  expect(booked.keyboard).toEqual([]);
  for (const command of ['/reschedule', '/cancel', '/contact', '/calendar'])
    expect(booked.text).toContain(command);
});

test('Move is offered only while it is possible', () => {
  const labels = (can_move: boolean) =>
    render(
      { ...(sampleScreens['reminder'] as { kind: 'reminder' }), can_move } as never,
      sampleModel,
      'en',
      'a1',
    )
      .keyboard.flat()
      .map((button) => button.label);
  expect(labels(true)).toEqual(['I’m coming', 'Running late', 'Move', 'Can’t come']);
  expect(labels(false)).toEqual(['I’m coming', 'Running late', 'Can’t come']);
});

test('a list with nothing in it offers to write once, not again when that was asked for', () => {
  const page = { slots: [], page: 0, earlier: false, later: false, total: 0 };
  const shown = (more: object) =>
    render({ kind: 'slots', page: 0, ...more } as never, { ...sampleModel, page }, 'en', 'a1');
  const labels = (more: object) =>
    shown(more)
      .keyboard.flat()
      .map((button) => button.label);
  expect(labels({})).toEqual(['Tell me when one opens', 'Write to the organiser']);
  expect(shown({}).text).toContain('We can write to you');
  const wished = { notice: 'wish_noted' };
  expect(labels(wished)).toEqual(['Write to the organiser']);
  expect(shown(wished).text).toContain('we will write to you');
  expect(shown(wished).text).not.toContain('We can write to you');
});

test('a change by staff asks to move only while that is possible', () => {
  const shown = (name: string) => render(sampleScreens[name] as never, sampleModel, 'en', 'a1');
  const labels = (name: string) =>
    shown(name)
      .keyboard.flat()
      .map((button) => button.label);
  const rest = ['File for my calendar', 'Cancel the booking'];
  expect(labels('changed: time')).toEqual(['Choose another time', ...rest]);
  const late = 'changed: time, too late to move';
  expect(labels(late)).toEqual([rest[0], 'Write to the organiser', rest[1]]);
  expect(shown(late).text).toContain('can no longer be moved');
  expect(shown(late).text).not.toContain('move or cancel');
});

test('an answer to a tap fits into a toast and says what was promised', () => {
  const codes = [
    'ok',
    'outdated',
    'slot_taken',
    'too_late',
    'closed',
    'not_allowed',
    'cannot_move',
    'thanks',
    'noted',
  ] as const;
  for (const lang of langs)
    for (const code of codes) expect((tapAnswerText(code, lang) ?? '').length).toBeLessThanOrEqual(200);
  expect(tapAnswerText('slot_taken', 'ru')).toBe('Извините, этот слот уже занят');
  expect(tapAnswerText('slot_taken', 'en')).toBe('Sorry, this slot is no longer available');
  expect(tapAnswerText('not_allowed', 'ru')).toBe('Доступ запрещён. Обратитесь к администратору.');
  expect(tapAnswerText('not_allowed', 'en')).toBe('Access denied. Contact the administrator.');
  expect(tapAnswerText('ok', 'ru')).toBeUndefined();
});

const plainText = (text: string) => announcementText(text, false);

test('an announcement has one button: in a private chat it signs up here, elsewhere it leads there', () => {
  const event_id = sampleModel.event.event_id;
  for (const text of Object.values(nasty).filter((one) => one !== '')) {
    obeysTelegram(rendered(announcement(plainText(text), { to: 'event', event_id }, 'ru')));
    obeysTelegram(
      rendered(announcement(plainText(text), { to: 'link', url: 'https://t.me/bot?start=e_x' }, 'en')),
    );
  }
  const here = rendered(announcement(plainText('x'), { to: 'event', event_id }, 'en')).keyboard[0]?.[0];
  expect(here).toMatchObject({ label: 'Sign Up' });
  expect(here && 'data' in here && readButton(here.data)).toEqual({
    to: 'booking',
    event_id,
    press: { kind: 'sign_up' },
  });
});

test('an announcement keeps its text whole and as it was written; its author’s own Sign Up takes the place of ours', () => {
  const text = 'x<b>&'.repeat(800);
  const signUp = { to: 'choice' } as const;
  const extras = [
    { text: 'Read <more>', url: 'https://example.org/' },
    { text: 'Запишите меня', sign_up: true },
  ] as const;
  const message = rendered(announcement(plainText(text), signUp, 'en', extras));
  expect(shown(message)).toBe(text);
  const [more, own] = message.keyboard.flat();
  expect(more).toEqual({ label: 'Read <more>', url: 'https://example.org/' });
  expect(own).toMatchObject({ label: 'Запишите меня' });
  expect(own && 'data' in own && readButton(own.data)).toEqual({
    to: 'request',
    request: { kind: 'choose_event', command: 'slots' },
  });
  expect(message.keyboard.flat()).toHaveLength(2);
  const labels = rendered(announcement(plainText(text), signUp, 'en', [extras[0]])).keyboard.flat();
  expect(labels.map((one) => one.label)).toEqual(['Sign Up', 'Read <more>']);
});

test('an announcement in HTML keeps its tags and escapes the rest', () => {
  const body = announcementText('<b>Come</b> & see: <a href="https://a.org/?a=1&b=2">us</a>', true);
  expect(body.html).toBe('<b>Come</b> &amp; see: <a href="https://a.org/?a=1&amp;b=2">us</a>');
  obeysTelegram(rendered(announcement(body, { to: 'choice' }, 'en')));
});
