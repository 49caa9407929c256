import { expect, test } from 'vitest';
import { userId } from '../../core/shared/ids.ts';
import { settledLedger } from '../../tests/support/ledger-double.ts';
import type { Done, Made } from '../messaging/ports.ts';
import type { LeftTopic, LostGroup, TestWanted } from './ports.ts';
import { tidyStaffGroups } from './staff-groups.ts';

const [olga, petr] = [userId('00000000000000000000000d'), userId('00000000000000000000000e')];
const lost: LostGroup = {
  company_id: 'default',
  title: 'Desk <1>',
  why: 'thrown_out',
  at: 5,
  admins: [
    { user_id: olga, chat_id: 7, lang: 'en', reachable: 'yes' },
    { user_id: petr, chat_id: 8, lang: 'ru', reachable: 'yes' },
  ],
};
const wanted: TestWanted = { company_id: 'default', chat_id: -100, by: 'Olga', at: 5, lang: 'en' };
const topic: LeftTopic = {
  company_id: 'default',
  chat_id: -1_001_234_567_890,
  thread_id: 6,
  told: false,
  admins: lost.admins,
};

function desk() {
  const at = {
    made: { kind: 'ok', message_id: 1 } as Made,
    removed: { kind: 'ok' } as Done,
    sent: [] as string[],
    noted: [] as string[],
    known: new Set<string>(),
  };
  const tidy = (what: { lost?: LostGroup[]; tests?: TestWanted[]; leftovers?: LeftTopic[] }) =>
    tidyStaffGroups(
      {
        staffGroups: {
          lost: async () => what.lost ?? [],
          told: async () => void at.noted.push('told'),
          tests: async () => what.tests ?? [],
          tested: async () => void at.noted.push('tested'),
          goneFrom: async (chat) => void at.noted.push(`gone from ${chat}`),
          leftovers: async () => what.leftovers ?? [],
          removed: async (_company, { thread_id }) => void at.noted.push(`removed ${thread_id}`),
          refused: async (_company, { thread_id }, when) =>
            void at.noted.push(`refused ${thread_id} at ${when}`),
        },
        topicMessenger: { remove: async () => at.removed },
        panelUrl: 'https://panel.example/',
        messaging: {
          patience: () => ({ timeoutMs: 1 }),
          people: { reachable: async () => undefined, informed: async () => undefined },
          messenger: {
            send: async (chat: unknown, { text }: { text: string }) => {
              if (at.made.kind === 'ok') at.sent.push(`${String(chat)}: ${text}`);
              return at.made;
            },
          } as never,
          deliveries: settledLedger((key) => {
            const known = at.known.has(key);
            at.known.add(key);
            return known;
          }),
        },
      },
      10,
    );
  return { at, tidy };
}

test('every administrator is told once that the group is gone, in their language', async () => {
  const { at, tidy } = desk();
  await tidy({ lost: [lost] });
  await tidy({ lost: [lost] });
  expect(at.sent).toHaveLength(2);
  expect(at.sent[0]).toMatch(/^7: .*“Desk &lt;1&gt;” is no longer connected/);
  expect(at.sent[1]).toMatch(/^8: .*отключена/);
  expect(at.noted).toEqual(['told', 'told']);
});

test('a test that the group does not take disconnects it', async () => {
  const { at, tidy } = desk();
  await tidy({ tests: [wanted] });
  expect(at.sent[0]).toContain('-100: ✅ A test from the panel, asked for by Olga');
  at.made = { kind: 'blocked', description: 'Forbidden: bot was kicked from the supergroup chat' };
  await tidy({ tests: [{ ...wanted, at: 6 }] });
  expect(at.noted).toEqual(['tested', 'gone from -100', 'tested']);
});

test('the topic of an erased person is deleted; what cannot be done now waits, and keeps nothing else waiting', async () => {
  const { at, tidy } = desk();
  at.made = { kind: 'wait', ms: 5, because: 'chat' };
  await tidy({ lost: [lost], tests: [wanted], leftovers: [topic] });
  expect(at.noted).toEqual(['removed 6']);
  at.removed = { kind: 'unreached', description: 'ECONNREFUSED' };
  await tidy({ leftovers: [topic] });
  expect(at.noted).toHaveLength(1);
  at.removed = { kind: 'gone' };
  await tidy({ leftovers: [topic] });
  expect(at.noted).toHaveLength(2);
});

test('a topic that Telegram refuses to delete is kept, and each administrator is told once', async () => {
  const { at, tidy } = desk();
  at.removed = {
    kind: 'refused',
    code: 400,
    description: 'Bad Request: not enough rights to delete the topic',
  };
  await tidy({ leftovers: [topic] });
  expect(at.sent).toHaveLength(2);
  expect(at.sent[0]).toMatch(/^7: .*the right to delete messages/s);
  expect(at.sent[1]).toMatch(/^8: .*правом удалять сообщения/s);
  await tidy({ leftovers: [{ ...topic, told: true }] });
  expect(at.sent).toHaveLength(2);
  expect(at.noted).toEqual(['refused 6 at 10', 'refused 6 at 10']);
});

test('a topic is let go of with the group the bot was thrown out of, and not for a wrong token', async () => {
  const { at, tidy } = desk();
  at.removed = { kind: 'refused', code: 401, description: 'Unauthorized' };
  await tidy({ leftovers: [topic] });
  expect(at.noted).toEqual([]);
  at.removed = { kind: 'blocked', description: 'Forbidden: bot was kicked from the supergroup chat' };
  await tidy({ leftovers: [topic] });
  expect(at.noted).toEqual(['removed 6']);
  expect(at.sent).toEqual([]);
});
