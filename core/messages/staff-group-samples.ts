// One of everything that stands in the coordinators' group: for the preview page and for tests.
import type { Lang } from '../i18n/lang.ts';
import type { Message } from './message.ts';
import {
  carriedText,
  connectingText,
  doubtText,
  fateText,
  fileGoneText,
  groupLostMessage,
  groupTestText,
  noticeText,
  type Speaker,
  topicCard,
  topicLeftMessage,
} from './staff-group.ts';

const anna = { name: 'Анна Иванова', username: 'anna', number: 'K7M2Q' };
const address = 'https://zapis.example.org';
const said = (text: Message['text']): Message => ({ text, keyboard: [] });
const carried =
  (speaker: Speaker, edited = false) =>
  (lang: Lang) =>
    said(carriedText('Парковка есть?', { speaker, edited, first: true }, lang));
const plainly = (text: string | undefined): Message => said({ html: text ?? '' });

export const staffGroupSamples: Readonly<Record<string, (lang: Lang) => Message>> = {
  'a code in a group: connected': (lang) => plainly(connectingText('connected', lang)),
  'a code in a group: used or too old': (lang) => plainly(connectingText('no_code', lang)),
  'a code in a group: by somebody else': (lang) => plainly(connectingText('not_admin', lang)),
  'a code in a group: no topics': (lang) => plainly(connectingText('not_forum', lang)),
  'a code in a group: no right': (lang) => plainly(connectingText('no_right', lang)),
  'a topic begins': (lang) => topicCard(anna, { address, doubtful: false }, lang),
  'a topic begins, perhaps a second one': (lang) => topicCard(anna, { address: null, doubtful: true }, lang),
  'what they said': carried({ from: 'person', name: '' }),
  'what they said, edited': carried({ from: 'person', name: '' }, true),
  'an answer of the panel': carried({ from: 'staff', name: 'Ольга' }),
  'an automatic answer': carried({ from: 'bot', name: '' }),
  'an answer of a worker': carried({ from: 'worker', name: '' }),
  'a file that is gone': (lang) => said(fileGoneText(lang)),
  'not delivered: blocked': (lang) => said(fateText('unreachable', lang)),
  'not delivered: nobody knows': (lang) => said(fateText('unknown', lang)),
  'not delivered: refused': (lang) => said(fateText('refused', lang)),
  'carried, or not: nobody knows': (lang) => said(doubtText(lang)),
  'not passed on: no administrator': (lang) => said(noticeText('stranger', lang)),
  'not passed on: an edit': (lang) => said(noticeText('edited', lang)),
  'not passed on: a sticker': (lang) => said(noticeText('cannot', lang)),
  'a test': (lang) => said(groupTestText('Ольга', lang)),
  'to administrators: thrown out': (lang) => groupLostMessage('Координаторы', 'thrown_out', address, lang),
  'to administrators: no right': (lang) => groupLostMessage('Координаторы', 'no_right', address, lang),
  'to administrators: no topics': (lang) => groupLostMessage('Координаторы', 'not_forum', address, lang),
  'to administrators: the topic of an erased person is still there': (lang) =>
    topicLeftMessage('https://t.me/c/1234567890/5', lang),
};
