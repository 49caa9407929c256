// docs/messages.md: every message a candidate or staff can get, as Telegram shows it, in both languages.

import { rendered } from '../activities/rendering/render.ts';
import { readButton } from '../contracts/callback-data.ts';
import { type Lang, langs } from '../core/i18n/lang.ts';
import { announcement, announcementText } from '../core/messages/announcement.ts';
import type { Message } from '../core/messages/message.ts';
import { contactMessage } from '../core/messages/person/contact.ts';
import {
  chooseEventMessage,
  noEventMessage,
  staffWelcome,
  welcomeMessage,
} from '../core/messages/person/events.ts';
import { languageQuestion, languageSet } from '../core/messages/person/language.ts';
import { eraseDone, eraseQuestion, eraseRefused, privacyMessage } from '../core/messages/person/privacy.ts';
import { ownSamples } from '../core/messages/person/samples.ts';
import {
  deniedMessage,
  helpMessage,
  outdatedMessage,
  resumedMessage,
  stoppedMessage,
  tooManyMessage,
} from '../core/messages/person/short.ts';
import { messageOf } from '../core/messages/render.ts';
import { sampleEvent, sampleModel, sampleScreens } from '../core/messages/samples.ts';
import { staffSamples } from '../core/messages/staff/samples.ts';
import { staffGroupSamples } from '../core/messages/staff-group-samples.ts';
import { quickSamples } from '../core/quick/samples.ts';

const events = [sampleEvent, { ...sampleEvent, title: 'Собеседование в продажи' }];

const answers: Readonly<Record<string, (lang: Lang) => Message>> = {
  'the announcement': (lang) =>
    announcement(
      announcementText('Приглашаем на собеседование. Выберите удобное время.', false),
      { to: 'event', event_id: sampleEvent.event_id },
      lang,
    ),
  'not on the list': deniedMessage,
  '/start': (lang) => welcomeMessage(events, lang),
  '/start, nothing open': (lang) => welcomeMessage([], lang),
  '/start of a coordinator': (lang) =>
    staffWelcome({ role: 'admin', panel: 'https://zapis.example.org', events: [], again: false }, lang),
  '/start of an interviewer who is invited too': (lang) =>
    staffWelcome({ role: 'specialist', panel: 'https://zapis.example.org', events, again: false }, lang),
  '/start of somebody who may look, no address known': (lang) =>
    staffWelcome({ role: 'viewer', panel: undefined, events: [], again: false }, lang),
  'which event?': (lang) => chooseEventMessage('reschedule', events, lang),
  '/slots, nothing open': (lang) => noEventMessage('slots', lang),
  '/reschedule without a booking': (lang) => noEventMessage('reschedule', lang),
  '/contact': (lang) => contactMessage(sampleEvent, lang),
  '/contact, nobody named': (lang) => contactMessage({ ...sampleEvent, contact: null }, lang),
  '/help': (lang) => helpMessage(['candidate'], lang),
  '/language': languageQuestion,
  'the language is set': languageSet,
  '/stop': stoppedMessage,
  'announcements again': resumedMessage,
  '/start after /stop': (lang) => welcomeMessage(events, lang, true),
  '/privacy': privacyMessage,
  'delete my data?': eraseQuestion,
  'not while there is a booking': (lang) => eraseRefused('booked', lang),
  'not the only coordinator': (lang) => eraseRefused('last_admin', lang),
  deleted: eraseDone,
  'an old menu': outdatedMessage,
  'too many taps': tooManyMessage,
};

function shown(message: Message): string {
  const { text, keyboard } = rendered(message);
  const rows = keyboard.map((row) => row.map((button) => `[ ${button.label} ]${hint(button)}`).join(' '));
  return ['```html', text, ...(rows.length > 0 ? ['', ...rows] : []), '```'].join('\n');
}

const hint = (button: object): string => {
  if ('url' in button) return ` → ${String(button.url)}`;
  const pressed = 'data' in button ? readButton(String(button.data)) : undefined;
  if (pressed === undefined) return '';
  return ` (${pressed.to === 'request' ? pressed.request.kind : pressed.press.kind})`;
};

/** Of the second and later of a kind only what is not in the first. */
function newsOf(text: string, first: string): string {
  const known = new Set(first.split('\n').filter((one) => !one.startsWith('```')));
  return text
    .split('\n')
    .map((one) => (known.has(one) ? '…' : one))
    .filter((one, at, all) => one !== '…' || all[at - 1] !== '…')
    .join('\n');
}

function sections(all: Readonly<Record<string, (lang: Lang) => Message>>): string[] {
  const firsts = new Map<string, string>();
  return Object.entries(all).map(([name, of]) => {
    const texts = langs.map((lang) => {
      const kind = `${lang} ${name.split(/[,:]/)[0]}`;
      const text = shown(of(lang));
      const first = firsts.get(kind);
      if (first === undefined) firsts.set(kind, text);
      return first === undefined ? text : newsOf(text, first);
    });
    return `### ${name}\n\n${texts.join('\n\n')}\n`;
  });
}

export function messagesPage(): string {
  const screens = Object.entries(sampleScreens).map(
    ([name, screen]) => [name, (lang: Lang) => messageOf(screen, sampleModel, lang)] as const,
  );
  return [
    '# What people read in Telegram\n',
    'Written by `node scripts/write-messages.ts`; a test fails when it is out of date. In brackets what a button does; … stands for',
    'what the first of the same kind says too.\n',
    '## The message that shows a booking\n',
    ...sections(Object.fromEntries(screens)),
    '## Other answers\n',
    ...sections(answers),
    '## What browsers show to people without Telegram\n',
    'The event’s title stands above it there, and no markup.\n',
    ...sections(ownSamples),
    '## Answers to quick commands\n',
    ...sections(quickSamples),
    '## What staff read\n',
    ...sections(staffSamples),
    '## What stands in the group of coordinators\n',
    ...sections(staffGroupSamples),
  ].join('\n');
}
