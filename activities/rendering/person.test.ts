import { expect, test } from 'vitest';
import { readButton } from '../../contracts/callback-data.ts';
import { botCommands } from '../../contracts/events/bot-update.ts';
import { langs } from '../../core/i18n/lang.ts';
import { commandsOf } from '../../core/messages/commands.ts';
import { contactMessage } from '../../core/messages/person/contact.ts';
import {
  chooseEventMessage,
  eventCommands,
  noEventMessage,
  welcomeMessage,
} from '../../core/messages/person/events.ts';
import { eraseQuestion, privacyMessage } from '../../core/messages/person/privacy.ts';
import { deniedMessage, helpMessage } from '../../core/messages/person/short.ts';
import { eventId } from '../../core/shared/ids.ts';
import { rendered } from './render.ts';

const one = { event_id: eventId('0123456789abcdef01234567'), title: '<b>Поддержка</b> & продажи' };
const labels = (message: Parameters<typeof rendered>[0]) =>
  rendered(message)
    .keyboard.flat()
    .map((button) => button.label);
const pressed = (message: Parameters<typeof rendered>[0]) =>
  rendered(message)
    .keyboard.flat()
    .map((button) => ('data' in button ? readButton(button.data) : button.url));

test('a stranger reads the refusal and nothing else', () => {
  expect(rendered(deniedMessage('ru'))).toEqual({
    text: 'Доступ запрещён. Обратитесь к администратору.',
    keyboard: [],
  });
  expect(rendered(deniedMessage('en')).text).toBe('Access denied. Contact the administrator.');
});

test('the welcome has a button for each open event, which signs up', () => {
  const message = welcomeMessage([one], 'ru');
  expect(labels(message)).toEqual(['<b>Поддержка</b> & продажи']);
  expect(pressed(message)).toEqual([{ to: 'booking', event_id: one.event_id, press: { kind: 'sign_up' } }]);
  expect(labels(welcomeMessage([], 'ru'))).toEqual([]);
});

test('more events than fit are counted, not hidden in silence', () => {
  const many = Array.from({ length: 12 }, () => one);
  const message = welcomeMessage(many, 'en');
  expect(labels(message)).toHaveLength(8);
  expect(message.text.html).toContain('12');
});

test('a command that could mean several events does the same thing as alone, on the one that is tapped', () => {
  const does = Object.fromEntries(
    eventCommands.map((command) => [command, pressed(chooseEventMessage(command, [one], 'ru'))[0]]),
  );
  const press = (kind: string) => ({ to: 'booking', event_id: one.event_id, press: { kind } });
  expect(does).toEqual({
    slots: press('sign_up'),
    reschedule: press('move'),
    cancel: press('cancel'),
    mybooking: press('show'),
    calendar: press('calendar'),
    contact: { to: 'request', request: { kind: 'contact', event_id: one.event_id } },
  });
  for (const lang of langs)
    for (const command of eventCommands) {
      expect(chooseEventMessage(command, [one], lang).text.html).not.toBe('');
      expect(noEventMessage(command, lang).text.html).not.toBe('');
    }
});

test('a contact may be typed as a name, with @, as t.me or as a web address; anything else is no link', () => {
  const urlOf = (contact: string | null) => pressed(contactMessage({ title: 'T', contact }, 'ru'))[0];
  for (const name of ['hr_anna', '@hr_anna', 't.me/hr_anna', 'https://t.me/hr_anna', ' @hr_anna '])
    expect(urlOf(name), name).toBe('https://t.me/hr_anna');
  expect(urlOf('https://example.org/chat')).toBe('https://example.org/chat');
  for (const wrong of [
    null,
    '',
    'позвоните Анне',
    'javascript:alert(1)',
    'https://me:secret@example.org/',
    'tg://user?id=1',
  ])
    expect(urlOf(wrong), String(wrong)).toBeUndefined();
});

test('deleting one’s data is asked for once more before it is done', () => {
  expect(pressed(privacyMessage('en'))).toEqual([
    { to: 'request', request: { kind: 'export' } },
    { to: 'request', request: { kind: 'erase', sure: false } },
  ]);
  expect(pressed(eraseQuestion('en'))).toContainEqual({
    to: 'request',
    request: { kind: 'erase', sure: true },
  });
});

test('help names commands that exist, booking commands only to candidates', () => {
  for (const lang of langs) {
    const all = commandsOf(['candidate', 'admin'], lang).map((line) => line.command);
    expect([...all, 'start'].sort()).toEqual([...botCommands].sort());
    for (const { description } of commandsOf(['candidate', 'admin'], lang))
      expect(description.length).toBeLessThanOrEqual(256);
    expect(helpMessage(['viewer'], lang).text.html).not.toContain('/slots');
    expect(helpMessage(['admin', 'candidate'], lang).text.html).toContain('/slots');
  }
});
