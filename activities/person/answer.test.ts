import { expect, test } from 'vitest';
import type { RequestInput, RequestKind } from '../../contracts/workflows/request.ts';
import { eventId, userId } from '../../core/shared/ids.ts';
import type { Rendered } from '../rendering/render.ts';
import { createPersonActivities } from './activities.ts';
import type { DocumentFile, Person, PersonDeps } from './ports.ts';
import type { QuickAnswer } from './quick.ts';

const anna: Person = {
  user_id: userId('00000000000000000000000a'),
  telegram_id: 7,
  roles: ['candidate'],
  allowed: true,
  lang: null,
  language_code: null,
};
const event_id = eventId('0123456789abcdef01234567');
const support = { event_id, title: 'Support' };
const noProjects = { items: [], next_cursor: null };

const never = async (): Promise<never> => {
  throw new Error('not asked of candidates');
};

type Said = {
  kind: 'send' | 'edit' | 'alert' | 'toast' | 'file';
  text: string;
  key?: string;
  buttons?: string[];
};

function desk(
  person: Person | null,
  options: {
    booked?: boolean;
    gone?: boolean;
    lastAdmin?: boolean;
    quick?: QuickAnswer;
    triedForMs?: number;
  } = {},
) {
  let current = person;
  const said: Said[] = [];
  let silent = false;
  const forgotten: number[] = [];
  const shownAgain: string[] = [];
  const asked: unknown[] = [];
  const typed: (readonly string[])[] = [];
  const change = (patch: Partial<Person>) => {
    if (current) current = { ...current, ...patch };
  };
  const deps: PersonDeps = {
    people: {
      byId: async (id) => (current?.user_id === id ? current : null),
      byTelegram: async (id) => (current?.telegram_id === id ? current : null),
      setLang: async (_, lang) => change({ lang }),
      noteLanguage: async (_, language_code) => change({ language_code }),
      silence: async () => {
        silent = true;
      },
      hearAgain: async () => {
        const was = silent;
        silent = false;
        return was;
      },
      bindInvite: async ({ token_hash, telegram_id }) => {
        if (token_hash !== 'good') return null;
        current = { ...anna, telegram_id };
        return current;
      },
      everythingAbout: async () => ({ person: { first_name: 'Анна' } }),
      erase: async () => {
        if (options.booked) return 'booked';
        if (options.lastAdmin) return 'last_admin';
        change({ telegram_id: null, allowed: false, roles: [], lang: null });
        return 'erased';
      },
    },
    events: {
      openTo: async () => [support],
      bookedBy: async () => (options.booked ? [support] : []),
      shownTo: async () => [event_id],
      contact: async () => ({ title: 'Support', contact: '@hr_anna' }),
    },
    messenger: {
      send: async (_, message: Rendered, key) => {
        if (said.some((one) => one.key === key)) return 'already';
        const buttons = message.keyboard.flat().map(({ label }) => label);
        said.push({ kind: 'send', text: message.text, key, buttons });
        return 'sent';
      },
      sendDocument: async (_, file: DocumentFile, key) => {
        said.push({ kind: 'file', text: file.content, key });
        return 'sent';
      },
      edit: async (_, _id, message) => {
        if (options.gone) return 'gone';
        said.push({ kind: 'edit', text: message.text });
        return 'edited';
      },
      remove: async () => true,
      commands: async (_, lines) => {
        typed.push(lines.map(({ command }) => command));
      },
      answer: async (_, text, alert) => {
        said.push({ kind: alert ? 'alert' : 'toast', text: text ?? '' });
      },
    },
    staff: {
      desk: {
        seer: async () => null,
        booking: async () => null,
        day: async () => [],
        find: async () => ({ found: [], more: false }),
        typed: async () => null,
        proposable: never,
      },
      commands: { book: never, move: never, cancel: never, outcome: never, propose: never, withdraw: never },
      freeSlots: never,
      menus: {
        read: async () => ({ anchor: null, lists: [] }),
        anchored: async () => undefined,
        listed: never,
      },
    },
    quick: {
      answer: async (command, asker) => {
        asked.push([command, asker]);
        return options.quick ?? { asked: 'ok', value: noProjects };
      },
      triedForMs: () => options.triedForMs ?? 0,
    },
    panelUrl: 'https://zapis.example.org',
    showAgain: async (whose) => {
      shownAgain.push(whose.event_id);
    },
    forgetIdentity: async (id) => {
      forgotten.push(id);
    },
    now: async () => 0,
  };
  const { handleRequest } = createPersonActivities(deps);
  const ask = (request: RequestKind, more: Partial<RequestInput> = {}) =>
    handleRequest({
      v: 1,
      update_id: 1,
      trace_id: 't',
      chat_id: 7,
      user_id: person?.user_id ?? null,
      language_code: 'en',
      request,
      ...more,
    });
  return { ask, said, forgotten, shownAgain, asked, typed, person: () => current };
}

const everyKnown: readonly RequestKind[] = [
  { kind: 'help' },
  { kind: 'privacy' },
  { kind: 'export' },
  { kind: 'language' },
  { kind: 'language', lang: 'ru' },
  { kind: 'stop' },
  { kind: 'resume' },
  { kind: 'welcome' },
  { kind: 'choose_event', command: 'slots' },
  { kind: 'no_event', command: 'cancel' },
  { kind: 'contact', event_id },
  { kind: 'outdated' },
  { kind: 'erase', sure: true },
  { kind: 'quick', command: 'projects' },
];

test('a stranger gets the refusal for everything, and an unknown invite is the same refusal', async () => {
  for (const request of [
    ...everyKnown,
    { kind: 'denied' } as const,
    { kind: 'invite', token_hash: 'bad' } as const,
  ]) {
    const { ask, said } = desk(null);
    expect(await ask(request)).toEqual({ v: 1, said: 'denied', sent: 'sent' });
    expect(said.map((one) => one.text)).toEqual(['Access denied. Contact the administrator.']);
  }
});

test('who only looks on has under “/” what they may type, from their first word on', async () => {
  const { ask, said, typed } = desk({ ...anna, allowed: false, roles: ['viewer'] });
  await ask({ kind: 'welcome' });
  expect(said).toHaveLength(1);
  expect(typed).toEqual([['projects', 'language', 'help', 'privacy', 'stop']]);
});

test('somebody taken off the list gets the refusal too, and may still have their data deleted', async () => {
  const off = { ...anna, allowed: false };
  for (const request of everyKnown.filter((one) => one.kind !== 'erase'))
    expect((await desk(off).ask(request)).said, request.kind).toBe('denied');
  expect((await desk(off).ask({ kind: 'erase', sure: true })).said).toBe('erased');
});

test('a tap that is refused is answered by an alert, and the message it stands on stays as it is', async () => {
  const { ask, said } = desk(null);
  expect(await ask({ kind: 'denied' }, { query_id: 'q', message_id: 5 })).toMatchObject({ sent: 'answered' });
  expect(said).toEqual([{ kind: 'alert', text: 'Access denied. Contact the administrator.' }]);
});

test('an answer to a button edits the message, and is sent anew when that is gone', async () => {
  const here = desk(anna);
  expect(await here.ask({ kind: 'privacy' }, { query_id: 'q', message_id: 5 })).toMatchObject({
    sent: 'edited',
  });
  expect(here.said.map((one) => one.kind)).toEqual(['toast', 'edit']);
  const gone = desk(anna, { gone: true });
  expect(await gone.ask({ kind: 'privacy' }, { query_id: 'q', message_id: 5 })).toMatchObject({
    sent: 'sent',
  });
});

test('the same request again sends nothing twice', async () => {
  const { ask, said } = desk(anna);
  await ask({ kind: 'help' });
  expect(await ask({ kind: 'help' })).toMatchObject({ sent: 'already' });
  expect(said).toHaveLength(1);
});

test('an invite binds this account and welcomes it; a known account is welcomed whatever the link', async () => {
  const invited = desk(null);
  expect((await invited.ask({ kind: 'invite', token_hash: 'good' })).said).toBe('welcome');
  expect(invited.person()?.telegram_id).toBe(7);
  expect(invited.forgotten).toEqual([7]);
  expect((await desk(anna).ask({ kind: 'invite', token_hash: 'bad' })).said).toBe('welcome');
});

test('/stop says how to come back, and both its button and /start do it, once and saying so', async () => {
  const { ask, said } = desk(anna);
  const again = 'Announcements and invitations come to you again.';
  await ask({ kind: 'stop' });
  expect(said[0]).toMatchObject({ buttons: ['Announcements again'] });
  expect(said[0]?.text).toContain('/start');
  expect((await ask({ kind: 'resume' }, { update_id: 2, query_id: 'q', message_id: 5 })).said).toBe(
    'resumed',
  );
  expect(said.at(-1)).toMatchObject({ kind: 'edit' });
  expect(said.at(-1)?.text).toContain(again);
  await ask({ kind: 'welcome' }, { update_id: 3 });
  expect(said.at(-1)?.text).not.toContain(again);
  await ask({ kind: 'stop' }, { update_id: 4 });
  await ask({ kind: 'welcome' }, { update_id: 5 });
  expect(said.at(-1)?.text).toContain(again);
});

test('staff are told who they are and where their panel is; who is invited too can book', async () => {
  const admin = desk({ ...anna, roles: ['admin', 'specialist'], allowed: false });
  expect((await admin.ask({ kind: 'welcome' })).said).toBe('welcome_staff');
  expect(admin.said[0]?.text).toContain('You are a coordinator');
  expect(admin.said[0]?.text).toContain('href="https://zapis.example.org/"');
  expect(admin.said[0]?.text).not.toContain('book a time');
  expect(admin.said[0]?.text).not.toContain('invited');
  expect(admin.said[0]?.buttons).toEqual([]);
  await admin.ask({ kind: 'help' }, { update_id: 2 });
  expect(admin.said[1]?.text).toContain('keyboard below this chat');
  expect(admin.said[2]?.text).not.toContain('/slots');
  const both = desk({ ...anna, roles: ['specialist'] });
  await both.ask({ kind: 'welcome' });
  expect(both.said[0]?.text).toContain('You are an interviewer');
  expect(both.said[0]?.buttons).toEqual(['Support']);
  await both.ask({ kind: 'help' }, { update_id: 2 });
  expect(both.said.at(-1)?.text).toContain('/slots');
});

test('a language that is chosen holds at once: what was remembered of the person is forgotten, what they look at is shown again', async () => {
  const { ask, said, forgotten, shownAgain, person } = desk(anna);
  await ask({ kind: 'language', lang: 'ru' });
  expect(person()?.lang).toBe('ru');
  expect(forgotten).toEqual([7]);
  expect(shownAgain).toEqual([event_id]);
  expect(said.at(-1)?.text).toContain('по-русски');
  await ask({ kind: 'help' }, { update_id: 2 });
  expect(said.at(-1)?.text).toContain('Команды');
});

test('what Telegram says somebody speaks is noted, and used when an update does not say it', async () => {
  const { ask, said, person } = desk(anna);
  await ask({ kind: 'help' });
  expect(person()?.language_code).toBe('en');
  await ask({ kind: 'help' }, { update_id: 2, language_code: null });
  expect(said.at(-1)?.text).toContain('Commands');
});

test('deleting asks once, refuses while a booking stands, and told twice is done once', async () => {
  expect((await desk(anna).ask({ kind: 'erase', sure: false })).said).toBe('erase_asked');
  expect((await desk(anna, { booked: true }).ask({ kind: 'erase', sure: true })).said).toBe('erase_refused');
  const only = desk(anna, { lastAdmin: true });
  expect((await only.ask({ kind: 'erase', sure: true })).said).toBe('erase_refused');
  expect(only.said[0]?.text).toContain('the only administrator');
  const { ask, forgotten } = desk(anna);
  expect((await ask({ kind: 'erase', sure: true })).said).toBe('erased');
  expect((await ask({ kind: 'erase', sure: true })).said).toBe('erased');
  expect(forgotten).toContain(7);
});

test('a command is about the events it can mean: bookings, or what is open', async () => {
  const asked = async (booked: boolean, command: 'slots' | 'contact' | 'cancel') =>
    (await desk(anna, { booked }).ask({ kind: 'choose_event', command })).said;
  expect(await asked(false, 'slots')).toBe('choose_event');
  expect(await asked(false, 'contact')).toBe('choose_event');
  expect(await asked(false, 'cancel')).toBe('no_event');
  expect(await asked(true, 'cancel')).toBe('choose_event');
});

test('the export is a document with what is kept', async () => {
  const { ask, said } = desk(anna);
  await ask({ kind: 'export' });
  expect(said[0]?.kind).toBe('file');
  expect(JSON.parse(said[0]?.text ?? '')).toEqual({ person: { first_name: 'Анна' } });
});

test('a quick command is one call and one message, by the roles of now', async () => {
  const { ask, said, asked } = desk(anna);
  expect(await ask({ kind: 'quick', command: 'projects' })).toMatchObject({
    said: 'quick_projects',
    sent: 'sent',
  });
  expect(asked).toEqual([['projects', { user_id: anna.user_id, roles: ['candidate'], now: 0 }]]);
  expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('Your interviews')]);
  const taken = desk({ ...anna, roles: ['candidate'] });
  expect((await taken.ask({ kind: 'quick', command: 'servers' })).said).toBe('denied');
  expect(taken.asked).toEqual([]);
});

test('while the API is away it is asked again; after some seconds the person hears that it cannot be told now, once', async () => {
  const away = { asked: 'away', reason: 'API: nobody is there' } as const;
  const early = desk(anna, { quick: away, triedForMs: 3_999 });
  await expect(early.ask({ kind: 'quick', command: 'projects' })).rejects.toThrow('nobody is there');
  expect(early.said).toEqual([]);
  const late = desk(anna, { quick: away, triedForMs: 4_000 });
  expect((await late.ask({ kind: 'quick', command: 'projects' })).said).toBe('quick_projects_away');
  expect((await late.ask({ kind: 'quick', command: 'projects' })).sent).toBe('already');
  expect(late.said.map(({ text }) => text)).toEqual([
    expect.stringContaining('cannot be looked up right now'),
  ]);
});

test('what the API will never answer is not asked again', async () => {
  const refused = desk(anna, { quick: { asked: 'refused', reason: 'unknown_user' } });
  expect((await refused.ask({ kind: 'quick', command: 'tasks' })).said).toBe('quick_tasks_away');
  expect(refused.asked).toHaveLength(1);
});
