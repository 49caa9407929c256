import { beforeEach, describe, expect, test } from 'vitest';
import { userId } from '../../../core/shared/ids.ts';
import { opened, signedIn } from '../../../tests/support/panel-browser.ts';
import { PanelDouble } from '../../../tests/support/panel-double.ts';
import type {
  BroadcastShown,
  BroadcastStore,
  ControlAnswer,
  Draft,
  Reach,
  TroubleRow,
} from '../../broadcasts/ports.ts';

const none = { waiting: 0, claimed: 0, sent: 0, failed: 0, blocked: 0, unknown: 0, skipped: 0 };
const id = 'b'.repeat(24);
const shown = (over: Partial<BroadcastShown> = {}): BroadcastShown => ({
  broadcast_id: id,
  status: 'draft',
  command: { action: 'post_broadcast', message_text: 'Hello <b>you</b>', target: 'unbooked' },
  event: 'Backend',
  created_at: 0,
  settled_at: null,
  recalled_at: null,
  reason: null,
  counts: none,
  counting: false,
  never_started: 0,
  just_handed_over: false,
  rev: 0,
  typed: '',
  people: [],
  ...over,
});

let double: PanelDouble;
let stored: BroadcastShown;
let reach: Reach;
let troubles: TroubleRow[];
let saved: Draft[];
let done: string[];
let answer: ControlAnswer;
let brokerAway: boolean;
let whileSaving: () => void;
beforeEach(() => {
  double = new PanelDouble();
  stored = shown();
  troubles = [];
  reach = { people: 3, free_seats: 5, known: { can: 3, never_opened: 0, no_telegram: 0, left_out: 0 } };
  saved = [];
  done = [];
  answer = { ok: true, count: 1 };
  brokerAway = false;
  whileSaving = () => undefined;
  const store: BroadcastStore = {
    list: async () => ({ rows: [stored] }),
    underWay: async () => ({ total: 0, rows: [] }),
    find: async (_company, which) => (which === id ? stored : undefined),
    async save(_company, draft, _by, which) {
      whileSaving();
      if (which && 'rev' in which && which.rev !== stored.rev) return undefined;
      saved.push(draft);
      return id;
    },
    remove: async () => stored.status === 'draft',
    async approve() {
      done.push('approved');
      return stored.command;
    },
    async stop() {
      if (stored.status !== 'stored') return false;
      done.push('stopped');
      return true;
    },
    async handedOver() {
      done.push('noted');
    },
    reach: async () => reach,
    named: async (_company, entries) => ({ people: [userId('a'.repeat(24))], unknown: entries.slice(1) }),
    troubles: async () => ({ rows: troubles }),
    event: async () => ({ open: true }),
  };
  const note = (what: string) => async () => {
    done.push(what);
    return answer;
  };
  Object.assign(double.plays, {
    broadcasts: store,
    control: {
      pause: note('pause'),
      resume: note('resume'),
      cancel: note('cancel'),
      recall: note('recall'),
      async retry(_id: string, _key: string, unknown: boolean) {
        done.push(`retry ${unknown}`);
        return answer;
      },
      async test(_id: string, _key: string, user: string) {
        done.push(`test ${user}`);
        return 'sent';
      },
    },
    async publish() {
      if (brokerAway) throw new Error('no broker');
      done.push('published');
    },
  });
});

async function desk() {
  const browser = await opened(double);
  const form_token = signedIn(double, browser, 'admin');
  const post = (path: string, form: Record<string, string>) => browser.post(path, { form_token, ...form });
  /** From its page as it is now. */
  const send = async (form: Record<string, string> = {}) => {
    const { text } = await browser.get(`/broadcasts/${id}`);
    const print = /name="print" value="(\w+)"/.exec(text)?.[1] ?? '';
    return post(`/broadcasts/${id}/send`, { print, ...form });
  };
  return { browser, post, send };
}
const form = { text: 'Come', event: '', audience: 'channel', chat: '', people: '', buttons: '' };

describe('writing one', () => {
  test('broken markup comes back with its place, and with everything that was typed', async () => {
    const { post } = await desk();
    const typed = {
      ...form,
      text: 'one\r\n<b>two',
      markup: 'yes',
      chat: '@my_board',
      buttons: 'Read | https://a.org',
    };
    const answered = await post('/broadcasts/new', typed);
    expect(answered.status).toBe(422);
    expect(answered.text).toContain('Line 2, character 1: the tag “b” is not closed.');
    for (const kept of ['&lt;b>two', '@my_board', 'Read | https://a.org'])
      expect(answered.text).toContain(kept);
    expect(answered.text).toMatch(/name="markup"[^>]*checked/);
    expect(saved).toEqual([]);
  });

  test('a list of as many people as may be is taken, however they are written', async () => {
    const { post } = await desk();
    const ids = Array.from({ length: 10_000 }, (_none, at) => at.toString(16).padStart(24, '0'));
    const made = await post('/broadcasts/new', { ...form, audience: 'list', people: ids.join('\r\n') });
    expect([made.status, saved.length]).toEqual([303, 1]);
  });

  test('4,097 characters are refused, 4,096 with the line breaks of a browser are not', async () => {
    const { post } = await desk();
    const long = await post('/broadcasts/new', { ...form, text: 'x'.repeat(4_097) });
    expect([long.status, long.text.includes('Too long: 4097')]).toEqual([422, true]);
    const fits = await post('/broadcasts/new', {
      ...form,
      text: `${'x'.repeat(4_000)}\r\n${'x'.repeat(95)}`,
    });
    expect(fits.to).toBe(`/broadcasts/${id}`);
  });

  test('a draft is shown as Telegram will show it, and what was typed is no markup of the page', async () => {
    const { browser } = await desk();
    stored = shown({
      command: {
        action: 'post_broadcast',
        message_text: '<b>Hi</b> <a href="https://a.org">x</a>',
        parse_mode: 'HTML',
      },
    });
    const html = await browser.get(`/broadcasts/${id}`);
    expect(html.text).toContain('<b>Hi</b> <a href="https://a.org" rel="noreferrer noopener"');
    expect(html.text).toContain('<li>Sign Up</li>');
    stored = shown({ command: { action: 'post_broadcast', message_text: '<script>x</script>' } });
    expect((await browser.get(`/broadcasts/${id}`)).text).toContain('&lt;script>x&lt;/script>');
  });

  test('entries of the list that mean nobody are shown before anything is sent', async () => {
    const { browser } = await desk();
    stored = shown({ typed: '@anna, @nobody', command: { ...stored.command, target: 'list' } });
    const { text } = await browser.get(`/broadcasts/${id}`);
    expect(text).toContain('These entries mean nobody');
    expect(text).toContain('<p>@nobody</p>');
  });
});

describe('two who change one draft', () => {
  const hidden = (html: string) =>
    Object.fromEntries(
      [...html.matchAll(/name="(seen_\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  const edit = `/broadcasts/${id}/edit`;
  const changedTo = (message_text: string, rev: number) =>
    shown({ command: { action: 'post_broadcast', message_text }, rev });

  test('the second sees what the first made of it, keeps what they typed, and replaces it knowingly', async () => {
    const { browser, post } = await desk();
    stored = changedTo('Come', 0);
    const open = hidden((await browser.get(edit)).text);
    stored = shown({ command: { ...changedTo('Come soon', 1).command, target: 'unbooked' }, rev: 1 });
    const second = await post(edit, { ...form, ...open, text: 'Come now' });
    expect(second.status).toBe(409);
    expect(saved).toEqual([]);
    expect(second.text).toContain('Somebody changed the same thing');
    expect(second.text).toMatch(/<textarea[^>]*id="text"[^>]*>Come now</);
    expect(second.text).toContain('Now: Come soon. You saw: Come.');
    // What they had not touched is what it is now.
    expect(second.text).toMatch(/value="unbooked" checked/);
    await post(edit, { ...form, ...hidden(second.text), text: 'Come now' });
    expect(saved.map(({ command }) => command.message_text)).toEqual(['Come now']);
  });

  test('different fields of it meet without a question', async () => {
    const { browser, post } = await desk();
    stored = changedTo('Come', 0);
    const open = hidden((await browser.get(edit)).text);
    stored = changedTo('Come', 1);
    expect((await post(edit, { ...form, ...open, text: 'Come now' })).to).toBe(`/broadcasts/${id}`);
  });

  test('saved in the same instant it is compared again, and nothing is overwritten unseen', async () => {
    const { browser, post } = await desk();
    stored = changedTo('Come', 0);
    const open = hidden((await browser.get(edit)).text);
    whileSaving = () => {
      stored = changedTo('Quicker', 1);
    };
    const slower = await post(edit, { ...form, ...open, text: 'Slower' });
    expect([slower.status, slower.text.includes('Now: Quicker. You saw: Come.')]).toEqual([409, true]);
    expect(saved).toEqual([]);
  });

  test('what was sent meanwhile is not changed, and what was typed can become another draft', async () => {
    const { post } = await desk();
    stored = shown({ status: 'sending' });
    const late = await post(edit, { ...form, text: 'Too late' });
    expect([late.status, late.text.includes('Meanwhile somebody sent or removed')]).toEqual([409, true]);
    expect(late.text).toContain('action="/broadcasts/new"');
    expect(late.text).toContain('Too late</textarea>');
    expect(saved).toEqual([]);
  });
});

describe('sending it', () => {
  test('before it goes out the page promises it to nobody whom the bot cannot write to', async () => {
    const { browser } = await desk();
    const known = { can: 7, never_opened: 3, no_telegram: 2, left_out: 0 };
    reach = { people: 12, free_seats: 20, known };
    const { text } = await browser.get(`/broadcasts/${id}`);
    expect(text).toContain('12 people are chosen.');
    for (const [kind, count] of Object.entries(known).slice(0, 3))
      expect(text).toMatch(new RegExp(`id="reach-${kind}"[^>]*>${count}<`));
    expect(text).not.toContain('id="reach-left_out"');
  });

  test('more people than free seats: it says so, and goes out only when that was seen', async () => {
    const { browser, send } = await desk();
    reach = { ...reach, people: 8 };
    expect((await browser.get(`/broadcasts/${id}`)).text).toContain('5 seats for 8 people');
    expect((await send()).to).toBe(`/broadcasts/${id}`);
    expect(done).toEqual([]);
    await send({ few_seats: 'yes' });
    expect(done).toEqual(['approved', 'published', 'noted']);
    expect(double.acts).toMatchObject([{ what: 'broadcast.started', target: id }]);
  });

  test('what somebody else changed while it was looked at does not go out unseen', async () => {
    const { browser, send, post } = await desk();
    const seen = /name="print" value="(\w+)"/.exec((await browser.get(`/broadcasts/${id}`)).text)?.[1] ?? '';
    stored = shown({ command: { ...stored.command, message_text: 'Something else' } });
    for (const print of [seen, ''])
      expect((await post(`/broadcasts/${id}/send`, { print })).to).toBe(`/broadcasts/${id}`);
    expect(done).toEqual([]);
    const page = await browser.get(`/broadcasts/${id}`);
    expect(page.text).toMatch(/class="flash warn"[^>]*>The broadcast has changed since/);
    await send();
    expect(done).toEqual(['approved', 'published', 'noted']);
  });

  test('with the broker away it is stored, and can be handed over again', async () => {
    const { browser, send } = await desk();
    brokerAway = true;
    await send();
    stored = shown({ status: 'stored' });
    const page = await browser.get(`/broadcasts/${id}`);
    expect(page.text).toContain('the message queue does not answer');
    expect(page.text).toContain('Hand it over again');
    brokerAway = false;
    await send();
    expect(done).toEqual(['approved', 'approved', 'published', 'noted']);
  });

  test('what the queue has not handed on is stopped where it is stored; no workflow is asked', async () => {
    const { browser, post, send } = await desk();
    brokerAway = true;
    await send();
    for (const just_handed_over of [false, true]) {
      stored = shown({ status: 'stored', just_handed_over });
      expect((await browser.get(`/broadcasts/${id}`)).text).toContain(`/broadcasts/${id}/ask?step=cancel`);
    }
    expect((await browser.get(`/broadcasts/${id}/ask?step=cancel`)).text).toContain('class="danger"');
    await post(`/broadcasts/${id}/steer`, { step: 'cancel' });
    expect(done).toEqual(['approved', 'stopped']);
    expect(double.acts.at(-1)).toMatchObject({ what: 'broadcast.cancelled' });
    stored = shown({ status: 'cancelled' });
    await send();
    expect(done).toEqual(['approved', 'stopped']);
    expect((await browser.get(`/broadcasts/${id}`)).text).toMatch(
      /class="flash warn"[^>]*>The broadcast has/,
    );
  });

  test('right after it was handed over the page says that it begins, and asks for nothing', async () => {
    const { browser, send } = await desk();
    await send();
    stored = shown({ status: 'stored', just_handed_over: true });
    const { text } = await browser.get(`/broadcasts/${id}`);
    expect(text).toContain('Sending begins…');
    expect(text).not.toContain('and it over again');
    stored = shown({ status: 'stored' });
    expect((await browser.get(`/broadcasts/${id}`)).text).toContain('>Hand it over again<');
  });

  test('a test goes to whoever asked, and to nobody else', async () => {
    const { post } = await desk();
    await post(`/broadcasts/${id}/steer`, { step: 'test' });
    expect(done).toEqual([`test ${[...double.people.keys()][0] ?? ''}`]);
  });
});

describe('following it', () => {
  test('numbers, and only what can be done now', async () => {
    const { browser } = await desk();
    stored = shown({ status: 'sending', counts: { ...none, sent: 3, waiting: 2 } });
    const { text } = await browser.get(`/broadcasts/${id}`);
    expect(text).toContain('id="broadcast-progress"');
    expect(text).toContain('3 of 5');
    expect(text).toContain('value="pause"');
    expect(text).not.toContain('value="resume"');
  });

  test('who never opened the bot is counted as that, with what to do, and no English of Telegram’s for known reasons', async () => {
    const { browser } = await desk();
    const person = { user_id: userId('a'.repeat(24)), username: null };
    troubles = [
      { ...person, name: 'Ann', state: 'failed', reason: 'never_started' },
      { ...person, name: 'Bob', state: 'blocked', reason: 'Forbidden: bot was blocked by the user' },
    ];
    stored = shown({ status: 'done', counts: { ...none, failed: 3, blocked: 1 }, never_started: 2 });
    const { text } = await browser.get(`/broadcasts/${id}`);
    expect(text).toMatch(/id="recipients-failed"[^>]*>1</);
    expect(text).toMatch(/id="recipients-never-started"[^>]*>2</);
    expect(text).toContain('Hand them their invite link');
    expect(text).toContain('has not opened the bot yet');
    expect(text).toContain('has blocked the bot');
    expect(text).not.toContain('Forbidden');
    const asked = await browser.get(`/broadcasts/${id}/ask?step=retry`);
    expect(asked.text).toContain('have not opened the bot yet: 2');
  });

  test('while it goes out the page counts along, whoever looks', async () => {
    const { browser } = await desk();
    stored = shown({ status: 'sending', counts: { ...none, sent: 3, waiting: 2 } });
    const pages = await browser.stream(`/broadcasts/${id}`);
    expect(String((await pages.next()).value)).toContain('3 of 5');
    stored = shown({ status: 'sending', counts: { ...none, sent: 4, waiting: 1 } });
    expect(String((await pages.next()).value)).toContain('4 of 5');
  });

  test('while recipients are still being counted no share of them is claimed', async () => {
    const { browser } = await desk();
    const counts = { ...none, sent: 3, waiting: 2 };
    stored = shown({ status: 'sending', counting: true, counts });
    const { text } = await browser.get(`/broadcasts/${id}`);
    expect(text).toContain('3 so far; recipients are still being counted: 5 found.');
    expect(text).not.toContain('3 of 5');
    expect(text).not.toMatch(/<progress[^>]*max/);
  });

  test('stopping and withdrawing ask on a page that says what they will do', async () => {
    const { browser, post } = await desk();
    stored = shown({ status: 'sending', counts: { ...none, sent: 3, waiting: 2 } });
    const asked = await browser.get(`/broadcasts/${id}/ask?step=cancel`);
    expect(asked.text).toContain('have not got the message yet will not get it');
    expect(done).toEqual([]);
    await post(`/broadcasts/${id}/steer`, { step: 'cancel' });
    expect(done).toEqual(['cancel']);
    expect(double.acts).toMatchObject([{ what: 'broadcast.cancelled' }]);
    stored = shown({ status: 'done', counts: { ...none, sent: 3 } });
    expect((await browser.get(`/broadcasts/${id}/ask?step=cancel`)).to).toBe(`/broadcasts/${id}`);
  });

  test('the failed are tried again; those nobody knows of only if that was ticked', async () => {
    const { browser, post } = await desk();
    stored = shown({ status: 'done', counts: { ...none, failed: 1, unknown: 2 } });
    expect((await browser.get(`/broadcasts/${id}/ask?step=retry`)).text).toContain('may get it twice');
    await post(`/broadcasts/${id}/steer`, { step: 'retry' });
    await post(`/broadcasts/${id}/steer`, { step: 'retry', unknown: 'yes' });
    expect(done).toEqual(['retry false', 'retry true']);
  });

  test('no answer in time is no success: nothing is noted as done', async () => {
    const { browser, post } = await desk();
    stored = shown({ status: 'sending' });
    answer = { ok: false, reason: 'outcome_unknown' };
    await post(`/broadcasts/${id}/steer`, { step: 'pause' });
    expect((await browser.get(`/broadcasts/${id}`)).text).toContain('No answer yet');
    expect(double.acts).toEqual([]);
  });

  test('another’s broadcast, or none, is not found', async () => {
    const { browser, post } = await desk();
    const other = `/broadcasts/${'c'.repeat(24)}`;
    const pages = [
      await browser.get(other),
      await browser.get(`${other}/edit`),
      await browser.get(`${other}/ask?step=recall`),
    ];
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await post(`${other}/send`, {})).status).toBe(404);
    expect((await post(`${other}/steer`, { step: 'pause' })).status).toBe(404);
    expect(done).toEqual([]);
  });
});
