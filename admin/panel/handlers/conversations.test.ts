import { expect, test } from 'vitest';
import { bookingId, eventId, userId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type { KeptFile, ReadyAnswer, Talk, TalkDesk, TalkRow, Words } from '../ports/conversations.ts';
import type { StaffRole } from '../visitor.ts';

const anna = userId('a'.repeat(24));
const colleague = { user_id: userId('c'.repeat(24)), name: 'Petr' };
const nonce = '8f14e45f-ceea-467f-a8f6-0123456789ab';

const words = (over: Partial<Words>): Words => ({
  message_id: 'f'.repeat(24),
  seq: 1,
  from: 'person',
  by: null,
  text: 'Is there <b>parking</b>?',
  file: null,
  at: 0,
  edited_at: null,
  sending: null,
  ...over,
});
const talk = (over: Partial<Talk> = {}): Talk => ({
  user_id: anna,
  name: 'Anna',
  username: 'anna',
  reachable: 'yes',
  candidate: true,
  allowed: true,
  status: 'open',
  waiting_since: 0,
  seq: 7,
  claimed_by: null,
  words: [words({})],
  earlier: false,
  bookings: [],
  ...over,
});
const row = (over: Partial<TalkRow> = {}): TalkRow => ({
  user_id: anna,
  name: 'Anna',
  username: 'anna',
  last: { from: 'person', text: 'Is there parking?', file: null },
  last_at: 0,
  waiting_since: 0,
  unread: true,
  closed: false,
  claimed_by: null,
  ...over,
});

async function desk(role: StaffRole, over: Partial<Talk> = {}) {
  const double = new PanelDouble();
  const state = {
    asked: [] as unknown[],
    read: [] as number[],
    answers: new Map<string, unknown>(),
    handed: [] as unknown[],
    closed: [] as number[],
    woken: [] as string[],
    ready: [] as ReadyAnswer[],
    files: new Map<string, KeptFile>(),
    opened: [] as string[],
    bytes: new Uint8Array() as Uint8Array | 'large' | 'gone' | 'away',
    does: true,
    told: 'told' as 'told' | 'away',
  };
  const talks: TalkDesk = {
    page: async (company, query, most) => {
      state.asked.push({ company, ...query, most });
      return { rows: [row()], next: '1-2' };
    },
    waiting: async () => 0,
    talk: async (company, user, which) => {
      state.asked.push({ company, user, ...which });
      return company === 'default' && user === anna ? talk(over) : undefined;
    },
    read: async (_company, _user, seq) => void state.read.push(seq),
    answer: async (_company, { key, ...answer }) => {
      state.answers.set(key, answer);
      return true;
    },
    hand: async (_company, _user, to) => {
      state.handed.push(to);
      return state.does;
    },
    close: async (_company, _user, seq) => {
      state.closed.push(seq);
      return state.does;
    },
    file: async (company, user, message) =>
      company === 'default' && user === anna ? state.files.get(message) : undefined,
    colleagues: async () => [{ user_id: userId('0'.repeat(24)), name: 'Olga' }, colleague],
  };
  double.plays = {
    talks,
    ready: {
      list: async () => state.ready,
      add: async (_company, texts) => {
        state.ready.push({ ...texts, id: 'e'.repeat(24), rev: 1 });
        return 'e'.repeat(24);
      },
      change: async (_company, id, rev, texts) => {
        const at = state.ready.findIndex((one) => one.id === id && one.rev === rev);
        if (at >= 0) state.ready[at] = { ...texts, id, rev: rev + 1 };
        return at >= 0;
      },
      remove: async (_company, id) => {
        state.ready = state.ready.filter((one) => one.id !== id);
        return true;
      },
    },
    peoplesFiles: {
      open: async (fileId) => {
        state.opened.push(fileId);
        const { bytes } = state;
        return typeof bytes === 'string' ? bytes : { parts: inParts(bytes) };
      },
    },
    sendNow: async (user) => {
      state.woken.push(user);
      return state.told;
    },
  };
  const browser = await opened(double);
  const form_token = signedIn(double, browser, role);
  const press = (path: string, form: Record<string, string> = {}) =>
    browser.post(path, { form_token, ...form });
  return { double, browser, state, press };
}
const at = `/conversations/${anna}`;

test('the inbox asks for what its address says; who looks for words looks in closed ones, too', async () => {
  const { browser, state } = await desk('viewer');
  const page = await browser.get('/conversations?which=mine&after=5-x');
  await browser.get('/conversations?q=parking');
  await browser.get('/conversations?which=everything&which[$ne]=1');
  const mine = { company: 'default', who: '0'.repeat(24), filter: 'mine', text: '', after: '5-x', most: 50 };
  expect(state.asked).toEqual([
    mine,
    { ...mine, filter: 'all', text: 'parking', after: undefined },
    { ...mine, filter: 'open', after: undefined },
  ]);
  expect(page.text).toContain('href="/conversations?which=mine&amp;after=1-2"');
  expect(page.text).not.toContain('/conversations/answers');
});

test('the menu says how many wait for an answer, to those who may read what they said', async () => {
  const { double, browser } = await desk('admin');
  double.waiting = 3;
  expect((await browser.get('/account')).text).toMatch(/title="3 people wait for an answer">3</);
  double.waiting = 100;
  expect((await browser.get('/account')).text).toContain('>99+<');
  const other = await desk('specialist');
  other.double.waiting = 3;
  expect((await other.browser.get('/account')).text).not.toContain('wait for an answer');
});

test('a thread shows what was said as text, whether it was edited, and how each answer went', async () => {
  const { browser } = await desk('admin', {
    words: [
      words({ edited_at: 60_000 }),
      words({ message_id: '1'.repeat(24), from: 'staff', by: 'Petr', text: 'Yes', sending: 'sent' }),
      words({ message_id: '2'.repeat(24), from: 'staff', by: 'Petr', text: 'See?', sending: 'unreachable' }),
      words({ message_id: '3'.repeat(24), from: 'bot', text: 'Passed on', sending: 'unknown' }),
    ],
    bookings: [
      {
        booking_id: bookingId('b'.repeat(24)),
        event_id: eventId('e'.repeat(24)),
        user_id: anna,
        event: 'Backend',
        number: 'K7M2',
        name: 'Anna',
        username: 'anna',
        telegram_id: 7,
        status: 'booked',
        starts_at: 0,
        location: null,
        room: null,
      },
    ],
  });
  const { text } = await browser.get(at);
  expect(text).toContain('Is there &lt;b>parking&lt;/b>?');
  expect(text.match(/edited/g)).toHaveLength(1);
  for (const said of ['>sent<', 'not delivered', 'unknown whether it arrived', 'waits for an answer since'])
    expect(text, said).toContain(said);
  for (const link of [`/bookings/${'b'.repeat(24)}/move`, `/candidates/${anna}/book`, `/candidates/${anna}`])
    expect(text, link).toContain(`href="${link}"`);
});

test('who opens it has read it; a page that redraws itself, an older page and a viewer have not', async () => {
  const { browser, state } = await desk('admin');
  await browser.get(`${at}?before=4`);
  await (await browser.stream(at)).next();
  expect(state.read).toEqual([]);
  await browser.get(at);
  expect(state.read).toEqual([7]);
  const viewer = await desk('viewer');
  const page = await viewer.browser.get(at);
  expect(viewer.state.read).toEqual([]);
  expect(page.text).not.toMatch(/<textarea|Take it|action="\/conversations/);
});

test('an answer is kept once for a form however often it is sent, then the conversation is woken; no word of it is in the audit log', async () => {
  const { press, state, double } = await desk('admin');
  const form = { nonce, text: ' Behind\r\nthe house ', do: 'send' };
  expect((await press(at, form)).to).toBe(at);
  await press(at, form);
  expect([...state.answers]).toEqual([
    [`staff:${nonce}`, { user: anna, by: '0'.repeat(24), text: 'Behind\nthe house', at: double.now }],
  ]);
  expect(state.woken).toEqual([anna, anna]);
  expect(double.acts[0]).toMatchObject({
    what: 'conversation.answered',
    target: anna,
    key: `staff:${nonce}`,
  });
  expect(JSON.stringify(double.acts)).not.toContain('house');
});

test('while nobody can send it, an answer stands, and the page says that it goes out by itself', async () => {
  const { press, state, browser } = await desk('admin');
  state.told = 'away';
  await press(at, { nonce, text: 'Yes' });
  expect(state.answers.size).toBe(1);
  expect((await browser.get(at)).text).toContain('It goes out by itself as soon as it can');
});

test('nothing, and more than anybody reads, is not sent, and stays in the form under the same nonce', async () => {
  const { press, state } = await desk('admin');
  for (const text of ['  \n', 'long '.repeat(2_100)]) {
    const page = await press(at, { nonce, text });
    expect(page.status).toBe(422);
    expect(page.text).toContain(`name="nonce" value="${nonce}"`);
    expect(page.text).toContain(text.trim());
  }
  expect(state.answers.size).toBe(0);
});

test('a ready answer is put behind what was typed, and nothing is sent by it', async () => {
  const { press, state } = await desk('admin');
  state.ready.push({ id: 'e'.repeat(24), title: 'Parking', text: 'Behind the house.', rev: 1 });
  const page = await press(at, { nonce, text: 'Hello!', do: 'insert', ready: 'e'.repeat(24) });
  expect(page.status).toBe(200);
  expect(page.text).toMatch(/>Hello!\n\nBehind the house\.<\/textarea>/);
  expect(state.answers.size).toBe(0);
});

test('whom the bot cannot write to is named before anything is typed, and is not written to', async () => {
  const blocked = await desk('admin', { reachable: 'blocked' });
  expect((await blocked.browser.get(at)).text).toContain('This person has blocked the bot');
  const { browser, press, state } = await desk('admin', { reachable: 'no_account' });
  const page = await browser.get(at);
  expect(page.text).toContain('knows no Telegram account');
  expect(page.text).not.toContain('<textarea');
  expect((await press(at, { nonce, text: 'Hello' })).status).toBe(422);
  expect(state.answers.size).toBe(0);
});

test('it is taken, handed to a colleague and released, as it was seen; who was too late is told', async () => {
  const { press, state, double, browser } = await desk('admin');
  const self = '0'.repeat(24);
  await press(`${at}/hand`, { was: '', to: self });
  await press(`${at}/hand`, { was: self, to: colleague.user_id });
  await press(`${at}/hand`, { was: colleague.user_id, to: '' });
  expect(state.handed).toEqual([
    { was: null, now: self },
    { was: self, now: colleague.user_id },
    { was: colleague.user_id, now: null },
  ]);
  expect(double.acts.map(({ what }) => what)).toEqual([
    'conversation.claimed',
    'conversation.handed_over',
    'conversation.released',
  ]);
  await press(`${at}/hand`, { was: '', to: 'd'.repeat(24) });
  expect(state.handed).toHaveLength(3);
  state.does = false;
  await press(`${at}/hand`, { was: '', to: self });
  expect((await browser.get(at)).text).toContain('somebody else has taken the conversation');
  expect(double.acts).toHaveLength(3);
});

test('it is closed as it was seen: not over a message that came meanwhile', async () => {
  const { press, state, double, browser } = await desk('admin');
  await press(`${at}/close`, { seq: '7' });
  state.does = false;
  await press(`${at}/close`, { seq: '7' });
  expect(state.closed).toEqual([7, 7]);
  expect((await browser.get(at)).text).toContain('meanwhile there is a new message');
  expect(double.acts).toMatchObject([{ what: 'conversation.closed', target: anna }]);
});

test('somebody of another company, or nobody, is not found by any of its pages and forms', async () => {
  const { browser, press, double, state } = await desk('admin');
  for (const path of [`/conversations/${'d'.repeat(24)}`, '/conversations/nobody'])
    expect((await browser.get(path)).status, path).toBe(404);
  for (const [key, person] of double.people) double.people.set(key, { ...person, company_id: 'other' });
  expect((await browser.get(at)).status).toBe(404);
  for (const [path, form] of [
    [at, { nonce, text: 'Hello' }],
    [`${at}/hand`, { was: '', to: '' }],
    [`${at}/close`, { seq: '9' }],
  ] as const)
    expect((await press(path, form)).status, path).toBe(404);
  expect([state.answers.size, state.handed.length, state.closed.length, state.woken.length]).toEqual([
    0, 0, 0, 0,
  ]);
});

test('with whom nobody has spoken, one can: the page offers a form and nothing to close', async () => {
  const { browser } = await desk('admin', { status: 'none', words: [], seq: 0, waiting_since: null });
  const { text } = await browser.get(at);
  expect(text).toContain('Nothing was said yet');
  expect(text).toContain('<textarea');
  expect(text).not.toMatch(/Close the conversation|Take it/);
});

test('ready answers are made, changed as they were seen, and removed; what is wrong stays typed', async () => {
  const { press, state, double, browser } = await desk('admin');
  const list = '/conversations/answers';
  const wrong = await press(list, { title: '', text: 'Behind the house' });
  expect([wrong.status, wrong.text.includes('Behind the house</textarea>')]).toEqual([422, true]);
  await press(list, { title: 'Parking', text: 'Behind\r\nthe house' });
  expect(state.ready).toMatchObject([{ title: 'Parking', text: 'Behind\nthe house' }]);
  const one = `${list}/${'e'.repeat(24)}`;
  await press(one, { title: 'Parking', text: 'There is none', rev: '1' });
  const late = await press(one, { title: 'Parking', text: 'Ask the guard', rev: '1' });
  expect(late.status).toBe(409);
  for (const text of ['Ask the guard</textarea>', 'There is none', 'name="rev" value="2"'])
    expect(late.text, text).toContain(text);
  await press(`${one}/remove`);
  expect(state.ready).toEqual([]);
  expect((await browser.get(one)).status).toBe(404);
  expect(double.acts.map(({ what }) => what)).toEqual(['answer.created', 'answer.changed', 'answer.removed']);
});

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

test('a photo and a voice are shown, whatever else somebody sent is only saved, under its own name and as no page', async () => {
  const { browser, state } = await desk('viewer');
  state.bytes = new TextEncoder().encode('<script>alert(1)</script>');
  const kinds = { '1': 'photo', '2': 'voice', '3': 'document', '4': 'video' } as const;
  for (const [id, kind] of Object.entries(kinds))
    state.files.set(id.repeat(24), {
      file_id: `F${id}`,
      kind,
      name: kind === 'document' ? 'Резюме".html' : null,
    });
  const heads = async (id: string) => {
    const { status, headers, text } = await browser.get(`${at}/files/${id.repeat(24)}`);
    expect([status, text, headers.get('x-content-type-options')]).toEqual([
      200,
      '<script>alert(1)</script>',
      'nosniff',
    ]);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
    return [headers.get('content-type'), headers.get('content-disposition')];
  };
  expect(await heads('1')).toEqual(['image/jpeg', 'inline; filename="photo.jpg"']);
  expect(await heads('2')).toEqual(['audio/ogg', 'inline; filename="voice.ogg"']);
  expect(await heads('3')).toEqual([
    'application/octet-stream',
    `attachment; filename="_______.html"; filename*=UTF-8''${encodeURIComponent('Резюме".html')}`,
  ]);
  expect(await heads('4')).toEqual(['application/octet-stream', 'attachment; filename="video"']);
  expect(state.opened).toEqual(['F1', 'F2', 'F3', 'F4']);
});

test('a file that is gone, another company’s or nobody’s is not there; a page says so while Telegram is away', async () => {
  const { browser, state } = await desk('admin');
  state.files.set('1'.repeat(24), { file_id: 'F1', kind: 'photo', name: null });
  for (const [bytes, status, said] of [
    ['large', 404, 'larger than the 20 MB that Telegram gives out'],
    ['gone', 404, 'gives this file out no more'],
    ['away', 503, 'does not answer now'],
  ] as const) {
    state.bytes = bytes;
    const page = await browser.get(`${at}/files/${'1'.repeat(24)}`);
    expect([page.status, page.text.includes(said)]).toEqual([status, true]);
  }
  for (const path of [
    `${at}/files/${'2'.repeat(24)}`,
    `${at}/files/x`,
    `/conversations/${'d'.repeat(24)}/files/${'1'.repeat(24)}`,
  ])
    expect((await browser.get(path)).status, path).toBe(404);
  expect(state.opened).toHaveLength(3);
});

test('a file larger than Telegram gives out is named, and no link', async () => {
  const large = { kind: 'video', name: 'all.mp4', size: 30_000_000 } as const;
  const small = { kind: 'photo', name: null, size: 1_000 } as const;
  const voice = { kind: 'voice', name: null, size: 10 * 1024 * 1024 } as const;
  const { browser } = await desk('admin', {
    words: [
      words({ file: large }),
      words({ message_id: '1'.repeat(24), file: small }),
      words({ message_id: '2'.repeat(24), file: voice }),
    ],
  });
  const { text } = await browser.get(at);
  expect(text).toContain('Video: all.mp4 · too large to be opened here');
  expect(text.match(/href="[^"]*\/files\/[^"]*"/g)).toEqual(
    ['1', '2'].map((id) => `href="${at}/files/${id.repeat(24)}"`),
  );
  expect(text).toContain(`<img src="${at}/files/${'1'.repeat(24)}" alt="Photo"`);
});
