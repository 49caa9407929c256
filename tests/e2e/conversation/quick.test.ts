import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sandboxBot } from '../../../config/sandbox-bot.ts';
import { type Lang, langs } from '../../../core/i18n/lang.ts';
import { everyone, type Role } from '../../../core/people/roles.ts';
import { type QuickName, quickCommands } from '../../../core/quick/index.ts';
import { House, moscow } from '../../support/house.ts';
import { book, bookingOf, type Candidate, patient, saidTo, wordsOf } from '../../support/journey.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let event: string;
beforeAll(async () => {
  // Telegram brings the updates: so the same one can be brought again.
  house = await House.open('quick', { apart: true, webhook: true });
  event = (
    await house.event({ starts: [moscow(2, '14:00'), moscow(3, '14:00')], title: 'Support <b>team</b>' })
  ).id;
});
afterAll(() => house?.close());

const names = Object.keys(quickCommands) as QuickName[];
const titles: Readonly<Record<QuickName, Readonly<Record<Lang, RegExp>>>> = {
  projects: { ru: /^Ваши собеседования/, en: /^Your interviews/ },
  tasks: {
    ru: /^(Сейчас в работе|Сейчас вы никуда не записаны|Сейчас ничего не идёт)/,
    en: /^(Going on now|You have no time booked now|Nothing is going on)/,
  },
  servers: { ru: /^(Всё работает|Работает не всё)/, en: /^(Everything works|Not everything works)/ },
};

const said = async (person: Candidate) => (await saidTo(person)).map(({ text }) => text ?? '');

/** What the bot says next. */
async function answered(person: Candidate, text: string): Promise<string> {
  const before = (await said(person)).length;
  await person.sends(text);
  const all = await waitFor(
    `an answer to ${text}`,
    async () => {
      const now = await said(person);
      return now.length > before ? now : undefined;
    },
    patient.timeoutMs,
  );
  return all[before] ?? '';
}

async function withRole(name: string, role: Role, lang: Lang = 'en'): Promise<Candidate> {
  const person = await house.person(name, { lang });
  const set = role === 'candidate' ? {} : { roles: [role], allowed: false };
  if (role !== 'candidate')
    await house.db.collection('users').updateOne({ telegram_id: person.id }, { $set: set });
  return person;
}

const isFor = (name: QuickName, role: Role) => quickCommands[name].roles.some((one) => one === role);

describe.each(langs)('in %s', (lang) => {
  test.each(everyone)('every command answers a %s in one message, or refuses', async (role) => {
    const person = await withRole(`${role} ${lang}`, role, lang);
    for (const name of names)
      expect(await answered(person, `/${name}`), name).toMatch(
        isFor(name, role) ? titles[name][lang] : wordsOf(lang).denied,
      );
    // Every command was answered once: nothing came after.
    expect(await answered(person, '/help')).toContain('/help');
    expect(await said(person)).toHaveLength(names.length + 1);
  });

  test('a stranger, and somebody taken off the list, are refused', async () => {
    const stranger = await house.person(`Stranger ${lang}`, { allowed: false, lang });
    const off = await house.person(`Off ${lang}`, { lang });
    await house.db.collection('users').updateOne({ telegram_id: off.id }, { $set: { allowed: false } });
    for (const person of [stranger, off])
      for (const name of names) expect(await answered(person, `/${name}`)).toBe(wordsOf(lang).denied);
  });
});

test('Telegram’s menu has them: those of candidates for all, those of staff in their chat', async () => {
  const root = `${house.sandbox.url}/bot${sandboxBot.token}/getMyCommands`;
  const shown = async (scope: object, lang?: Lang) => {
    const response = await fetch(root, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scope, ...(lang && { language_code: lang }) }),
    });
    const { result } = (await response.json()) as { result: { command: string }[] };
    return result.map(({ command }) => command).filter((one) => names.some((name) => name === one));
  };
  for (const role of ['admin', 'viewer'] as const) {
    const person = await withRole(`Menu of ${role}`, role);
    await answered(person, '/start');
    const inChat = { type: 'chat', chat_id: person.id };
    await waitFor(`the menu of a ${role}`, async () => (await shown(inChat)).length > 0 || undefined);
    expect(await shown(inChat)).toEqual(names.filter((name) => isFor(name, role)));
  }
  for (const lang of langs)
    expect(await shown({ type: 'all_private_chats' }, lang)).toEqual(
      names.filter((name) => isFor(name, 'candidate')),
    );
});

test('/projects and /tasks tell of a booking: the candidate of theirs, a coordinator whose it is', async () => {
  const anna = await house.person('Anna');
  expect(await answered(anna, '/projects')).toContain('Support <b>team</b>\nYou can book a time: /slots');
  await book(anna, event);
  const number = String((await bookingOf(house, anna, event))?.['number']);
  for (const command of ['/projects', '/tasks'])
    expect(await answered(anna, command)).toMatch(
      new RegExp(`Support <b>team</b>\nYou are booked: .*14:00 MSK · Office A · room 301, number ${number}`),
    );
  const pavel = await withRole('Pavel', 'admin');
  expect(await answered(pavel, '/tasks')).toMatch(/1 ahead[^]*14:00 MSK · Anna · Support <b>team<\/b>/);
  expect(await answered(await house.person('Boris'), '/tasks')).not.toContain('Anna');
});

test('/servers names every service and every role as it is', async () => {
  const api = { authorization: `Bearer ${house.env['API_TOKEN']}` };
  await waitFor('each role to have said that it runs', async () => {
    const answer = await fetch(`${house.env['API_URL']}/api/servers`, { headers: api });
    return ((await answer.json()) as { ok: boolean }).ok || undefined;
  });
  const text = await answered(await withRole('Irina', 'admin'), '/servers');
  for (const name of ['MongoDB', 'Redis', 'RabbitMQ', 'Temporal', 'Telegram'])
    expect(text).toMatch(new RegExp(`✅ ${name}: up since .* MSK`));
  for (const role of ['bot', 'worker', 'admin']) {
    const many = house.of(role).length;
    expect(text).toContain(`✅ ${role}: ${many} of ${many} ready`);
  }
});

test('the same update brought again and again is answered once', async () => {
  const dina = await house.person('Dina');
  await answered(dina, '/help');
  const from = { id: dina.id, is_bot: false, first_name: 'Dina', language_code: 'en' };
  const chat = { id: dina.id, type: 'private', first_name: 'Dina' };
  const message = { message_id: 999, date: Math.floor(Date.now() / 1_000), from, chat, text: '/projects' };
  const bring = () =>
    fetch(`${house.env['PUBLIC_URL']}/tg/webhook`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': house.env['WEBHOOK_SECRET'] ?? '',
      },
      body: JSON.stringify({ update_id: 900_000_001, message }),
    });
  const all = await Promise.all([bring(), bring(), bring(), bring()]);
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await dina.chat().waitForText('Your interviews', patient);
  expect((await bring()).status).toBe(200);
  // What comes after it has come: nothing is on its way any more.
  await answered(dina, '/help');
  expect((await said(dina)).filter((text) => text.startsWith('Your interviews'))).toHaveLength(1);
});

test('while the API is away the answer says so honestly, once, and the next command is answered when it is back', async () => {
  const vera = await house.person('Vera');
  expect(await answered(vera, '/projects')).toContain('Your interviews');
  const [admin] = house.of('admin');
  if (!admin) throw new Error('no admin role runs');
  await house.kill(admin);
  expect(await answered(vera, '/projects')).toContain('cannot be looked up right now');
  await house.start(['admin']);
  expect(await answered(vera, '/projects')).toMatch(titles.projects.en);
  expect((await said(vera)).filter((text) => text.includes('right now'))).toHaveLength(1);
});
