import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sandboxBot } from '../../../config/sandbox-bot.ts';
import { House } from '../../support/house.ts';
import { patient } from '../../support/journey.ts';
import { PanelClient } from '../../support/panel-client.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
beforeAll(async () => {
  house = await House.open('carried', { apart: true });
});
afterAll(() => house.close());

/** A group of coordinators with topics, connected. */
async function connected(): Promise<number> {
  const panel = await PanelClient.open(house);
  const petr = await house.person('Petr');
  const admin = { _id: new ObjectId(petr.userId) };
  await house.db.collection('users').updateOne(admin, { $set: { roles: ['admin'] } });
  const group = await house.sandbox.sandbox.newChat({
    kind: 'supergroup',
    title: 'Coordinators',
    is_forum: true,
    people: [{ id: petr.id, status: 'creator' }],
    bots: [{ bot: sandboxBot.username }],
  });
  const page = await panel.send(await panel.get('/settings'), {}, '/settings/staff-group/code');
  await petr.sends(/\/desk \w+/.exec(page.text)?.[0] ?? '', { chat: group });
  await house.sandbox.sandbox.chat(group).waitForText('The group is connected', patient);
  return group;
}

/** Twenty messages a minute in a group, and whose worker died waits for a step to be given up. */
const long = { timeoutMs: 150_000 };

test('what people say stands in its topic in its order though workers die while it is carried; doubled only where nobody knew', async () => {
  const { sandbox } = house.sandbox;
  const group = await connected();
  const anna = await house.person('Anna');
  const said: string[] = [];
  const says = async () => {
    const text = `Line ${said.length}`;
    said.push(text);
    await anna.sends(text);
  };
  const struck = async () => (await sandbox.log()).calls.filter(({ fault }) => fault !== undefined).length;
  const carried = () =>
    waitFor(
      'all to be carried',
      async () => {
        const left = { uncarried: { $exists: true } };
        return (await house.db.collection('conversation_messages').countDocuments(left)) === 0 || undefined;
      },
      long.timeoutMs,
    );
  await says();
  await sandbox.chat(group).waitForText('Automatic answer', long);
  // The call was made and its answer never came; it was not even made.
  for (const kind of ['hang_after', 'hang_before'] as const) {
    await carried();
    const before = await struck();
    await sandbox.fault({ kind, method: 'sendMessage', chat: group, count: 1 });
    await says();
    await waitFor('the call to hang', async () => (await struck()) > before || undefined);
    await says();
    for (const worker of house.of('worker')) await house.kill(worker);
    await house.start(['worker']);
    await says();
  }
  await carried();
  const all = await sandbox.chat(group).messages();
  const lines = all.flatMap(({ text, from }) => (from?.is_bot && text?.startsWith('Line') ? [text] : []));
  expect(new Set(lines)).toEqual(new Set(said));
  expect(lines).toEqual(lines.toSorted((one, other) => said.indexOf(one) - said.indexOf(other)));
  const twice = said.filter((text) => lines.indexOf(text) !== lines.lastIndexOf(text));
  const rows = await house.db
    .collection('deliveries')
    .find({ what: 'topic', resent: { $gt: 0 } })
    .toArray();
  expect(twice).toEqual(['Line 1']);
  expect(rows.map(({ state }) => String(state))).toEqual(['sent', 'sent']);
});
