// From what a person asked to what they are told. Each is safe twice: the same request may come again.
import type { RequestInput } from '../../contracts/workflows/request.ts';
import { type Lang, langOf } from '../../core/i18n/lang.ts';
import { staffRoleOf } from '../../core/messages/commands.ts';
import { contactMessage } from '../../core/messages/person/contact.ts';
import {
  chooseEventMessage,
  type EventCommand,
  noEventMessage,
  staffWelcome,
  welcomeMessage,
} from '../../core/messages/person/events.ts';
import { languageQuestion, languageSet } from '../../core/messages/person/language.ts';
import {
  eraseDone,
  eraseQuestion,
  eraseRefused,
  exportDocument,
  privacyMessage,
} from '../../core/messages/person/privacy.ts';
import {
  deniedMessage,
  helpMessage,
  outdatedMessage,
  resumedMessage,
  stoppedMessage,
  tooManyMessage,
} from '../../core/messages/person/short.ts';
import { deniedText, outdatedText, tooManyText } from '../../core/messages/tap-answer.ts';
import { mayAskQuick, type QuickName } from '../../core/quick/index.ts';
import { assertNever } from '../../core/shared/assert-never.ts';
import type { EventId } from '../../core/shared/ids.ts';
import { findReply } from '../staff/lists.ts';
import type { StaffDeps } from '../staff/ports.ts';
import { pressed } from '../staff/press.ts';
import type { Person, PersonDeps } from './ports.ts';
import { quickReply } from './quick.ts';
import type { Reply } from './reply.ts';

type Known = { readonly person: Person; readonly lang: Lang };

const denied = (lang: Lang): Reply => ({
  said: 'denied',
  message: deniedMessage(lang),
  alert: deniedText(lang),
});

/** The gateway has checked this already; what waited in a queue meanwhile is checked again. */
const mayAsk = (person: Person): boolean =>
  person.allowed || person.roles.some((role) => role !== 'candidate');

/** Only the allow list makes a candidate, whatever else somebody is. */
export const rolesOf = ({ allowed, roles }: Person): Person['roles'] => [
  ...(allowed ? (['candidate'] as const) : []),
  ...roles.filter((role) => role !== 'candidate'),
];

export async function answerTo(deps: PersonDeps, input: RequestInput): Promise<Reply> {
  const person = input.user_id === null ? null : await deps.people.byId(input.user_id);
  const lang = langOf(person?.lang, input.language_code ?? person?.language_code);
  if (person && input.language_code !== null && input.language_code !== person.language_code)
    await deps.people.noteLanguage(person.user_id, input.language_code);
  switch (input.request.kind) {
    case 'denied':
      return denied(lang);
    case 'too_many':
      return { said: 'too_many', message: tooManyMessage(lang), alert: tooManyText(lang) };
    case 'invite':
      return invite(deps, input, input.request.token_hash, lang);
    case 'erase':
      // Somebody who was erased a moment ago, by this very request, is told so.
      return person ? erase(deps, { person, lang }, input.request.sure) : denied(lang);
    default:
      return person && mayAsk(person)
        ? answerKnown(deps, { person, lang }, input.request, input)
        : denied(lang);
  }
}

type KnownRequest = Exclude<RequestInput['request'], { kind: 'denied' | 'too_many' | 'invite' | 'erase' }>;

async function answerKnown(
  deps: PersonDeps,
  known: Known,
  request: KnownRequest,
  asked: RequestInput,
): Promise<Reply> {
  const { person, lang } = known;
  switch (request.kind) {
    case 'outdated':
      return { said: 'outdated', message: outdatedMessage(lang), alert: outdatedText(lang) };
    case 'help':
      return { said: 'help', message: helpMessage(rolesOf(person), lang) };
    case 'privacy':
      return { said: 'privacy', message: privacyMessage(lang) };
    case 'export':
      return {
        said: 'export',
        file: exportDocument(await deps.people.everythingAbout(person.user_id), lang),
      };
    case 'language':
      return language(deps, known, request.lang);
    case 'stop':
      await deps.people.silence(person.user_id, await deps.now());
      return { said: 'stopped', message: stoppedMessage(lang) };
    case 'resume':
      await deps.people.hearAgain(person.user_id);
      return { said: 'resumed', message: resumedMessage(lang) };
    case 'welcome':
      return welcome(deps, known);
    case 'choose_event':
      return chooseEvent(deps, known, request.command);
    case 'no_event':
      return { said: 'no_event', message: noEventMessage(request.command, lang) };
    case 'contact':
      return contact(deps, known, request.event_id);
    case 'quick':
      return quick(deps, known, request.command);
    case 'staff':
    case 'find':
      return staff(deps, known, request, asked);
    default:
      return assertNever(request);
  }
}

/** Roles are those of now: who lost one since it was typed is refused. */
async function quick(deps: PersonDeps, { person, lang }: Known, command: QuickName): Promise<Reply> {
  const asker = { user_id: person.user_id, roles: rolesOf(person), now: await deps.now() };
  return mayAskQuick(command, asker) ? quickReply(deps.quick, command, asker, lang) : denied(lang);
}

/** The role is read anew: who lost it since the message was sent is refused. */
async function staff(
  deps: PersonDeps,
  { person, lang }: Known,
  request: Extract<KnownRequest, { kind: 'staff' | 'find' }>,
  asked: RequestInput,
): Promise<Reply> {
  const seer = await deps.staff.desk.seer(person.user_id);
  if (!seer) return denied(lang);
  const known: StaffDeps = { ...deps.staff, panelUrl: deps.panelUrl, now: deps.now };
  if (request.kind === 'staff') return pressed(known, request.press, { seer, lang, asked });
  return seer.duty === 'admin' ? findReply(known, seer, request.text_id, lang) : denied(lang);
}

/** Whoever starts again wants to hear of things again: this takes /stop back, and says so. */
async function welcome(deps: PersonDeps, { person, lang }: Known): Promise<Reply> {
  const again = await deps.people.hearAgain(person.user_id);
  const open = await deps.events.openTo(person.user_id);
  const role = staffRoleOf(person.roles);
  if (!role) return { said: 'welcome', message: welcomeMessage(open, lang, again) };
  const events = person.allowed ? open : [];
  return {
    said: 'welcome_staff',
    message: staffWelcome({ role, panel: deps.panelUrl, events, again }, lang),
  };
}

/** An account that is on the list already needs no invite: whatever the link, it gets its own welcome. */
async function invite(
  deps: PersonDeps,
  { chat_id, language_code }: RequestInput,
  tokenHash: string,
  lang: Lang,
): Promise<Reply> {
  const already = await deps.people.byTelegram(chat_id);
  if (already && mayAsk(already))
    return welcome(deps, { person: already, lang: langOf(already.lang, language_code) });
  const person = await deps.people.bindInvite({
    token_hash: tokenHash,
    telegram_id: chat_id,
    language_code,
    now: await deps.now(),
  });
  if (person === null) return denied(lang);
  await deps.forgetIdentity(chat_id);
  return welcome(deps, { person, lang: langOf(person.lang, language_code) });
}

async function language(deps: PersonDeps, { person, lang }: Known, chosen?: Lang): Promise<Reply> {
  if (chosen === undefined) return { said: 'language_asked', message: languageQuestion(lang) };
  await deps.people.setLang(person.user_id, chosen);
  if (person.telegram_id !== null) await deps.forgetIdentity(person.telegram_id);
  const { user_id } = person;
  for (const event_id of await deps.events.shownTo(user_id)) await deps.showAgain({ event_id, user_id });
  return { said: 'language_set', message: languageSet(chosen) };
}

async function chooseEvent(deps: PersonDeps, { person, lang }: Known, command: EventCommand): Promise<Reply> {
  const [open, booked] = await Promise.all([
    deps.events.openTo(person.user_id),
    deps.events.bookedBy(person.user_id),
  ]);
  const meant = command === 'slots' || (command === 'contact' && booked.length === 0) ? open : booked;
  if (meant.length === 0) return { said: 'no_event', message: noEventMessage(command, lang) };
  return { said: 'choose_event', message: chooseEventMessage(command, meant, lang) };
}

async function contact(deps: PersonDeps, { person, lang }: Known, event: EventId): Promise<Reply> {
  const found = await deps.events.contact(person.user_id, event);
  if (found === null) return { said: 'no_event', message: noEventMessage('contact', lang) };
  return { said: 'contact', message: contactMessage(found, lang) };
}

async function erase(deps: PersonDeps, { person, lang }: Known, sure: boolean): Promise<Reply> {
  if (!sure) return { said: 'erase_asked', message: eraseQuestion(lang) };
  const result = await deps.people.erase(person.user_id, await deps.now());
  if (result !== 'erased') return { said: 'erase_refused', message: eraseRefused(result, lang) };
  if (person.telegram_id !== null) await deps.forgetIdentity(person.telegram_id);
  return { said: 'erased', message: eraseDone(lang) };
}
