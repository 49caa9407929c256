import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporal, type TemporalClient } from '../../../adapters/temporal/connect.ts';
import { createConversationLook } from '../../../adapters/temporal/conversation-look.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { longestWaitMs } from '../../../core/conversations/waiting.ts';
import { userId } from '../../../core/shared/ids.ts';
import { House } from '../../support/house.ts';
import { type Candidate, patient, saidTo, wordsOf } from '../../support/journey.ts';
import { keepAnswer } from '../../support/kept-answer.ts';
import { waitFor } from '../../support/wait.ts';

let house: House;
let temporal: TemporalClient;
beforeAll(async () => {
  house = await House.open('talk');
  temporal = openTemporal(loadTemporalConfig(house.env));
});
afterAll(async () => {
  await temporal.close();
  await house.close();
});

const passedOn = 'Your message is with the organisers';

/** What is kept of a conversation, in its order. */
const kept = (person: Candidate) =>
  house.db
    .collection('conversation_messages')
    .find({ user_id: new ObjectId(person.userId) })
    .sort({ seq: 1 })
    .toArray();

const texts = async (person: Candidate): Promise<string[]> =>
  (await kept(person)).filter(({ from }) => from === 'person').map(({ text }) => text as string);

async function keeps(person: Candidate, count: number): Promise<void> {
  await waitFor(`${count} messages`, async () => ((await texts(person)).length >= count ? true : undefined));
}

async function answers(person: Candidate, ...all: readonly string[]): Promise<void> {
  for (const text of all) await keepAnswer(house.db, person.userId, text);
  await createConversationLook(temporal.client)(userId(person.userId));
}

/** All the bot ever said in that chat. */
const said = async (person: Candidate) => (await saidTo(person)).map(({ text }) => text ?? '');

test('words, files and edits are kept once and in order, and whoever writes first is told once that they are passed on', async () => {
  const person = await house.person('Anna');
  const first = await person.sends('Is there parking?');
  await person.chat().waitForText(passedOn, patient);
  await person.sends('And a lift?');
  await person.sendsFile({
    name: 'cv.pdf',
    mime: 'application/pdf',
    bytes: new Uint8Array(8),
    caption: 'My CV',
  });
  await person.sendsFile({ name: 'hello.ogg', mime: 'audio/ogg', bytes: new Uint8Array(8), as: 'voice' });
  await keeps(person, 4);
  await person.edits(first.message_id, 'Is there a garage?');
  await waitFor('the edit', async () =>
    (await texts(person))[0] === 'Is there a garage?' ? true : undefined,
  );
  expect(await texts(person)).toEqual(['Is there a garage?', 'And a lift?', 'My CV', '']);
  const files = (await kept(person)).flatMap(({ file }) => (file ? [[file.kind, file.name]] : []));
  expect(files).toEqual([
    ['document', 'cv.pdf'],
    ['voice', null],
  ]);
  expect((await said(person)).filter((text) => text.includes(passedOn))).toHaveLength(1);
});

test('answers arrive in the order they were written, long ones in parts', async () => {
  const person = await house.person('Boris');
  await person.sends('Where is it?');
  await person.chat().waitForText(passedOn, patient);
  const long = Array.from({ length: 1_200 }, (_none, n) => `word${n}`).join(' ');
  await answers(person, 'First the short one', long, 'And the end');
  await person.chat().waitForText('And the end', patient);
  const all = (await said(person)).filter((text) => !text.includes(passedOn));
  expect(all[0]).toBe('First the short one');
  expect(all.slice(1, -1).join(' ')).toBe(long);
  expect(all.length).toBeGreaterThan(3);
});

test('a stranger is refused and nothing is kept of what they wrote', async () => {
  const person = await house.person('Vera', { allowed: false });
  await person.sends('Let me in');
  await person.chat().waitForText(wordsOf('en').denied, patient);
  await person.sendsFile({ name: 'hello.ogg', mime: 'audio/ogg', bytes: new Uint8Array(8), as: 'voice' });
  await waitFor('the second refusal', async () =>
    (await said(person)).filter((text) => text.includes(wordsOf('en').denied)).length === 2
      ? true
      : undefined,
  );
  expect(await kept(person)).toEqual([]);
});

test('who waits for a quarter of an hour is told of to every coordinator, once', async () => {
  const olga = await house.person('Olga');
  await house.db
    .collection('users')
    .updateOne({ _id: new ObjectId(olga.userId) }, { $set: { roles: ['admin'] } });
  await olga.sends('/help');
  await olga.chat().waitForText('Commands', patient);
  const person = await house.person('Greta');
  await person.sends('Hello?');
  await person.chat().waitForText(passedOn, patient);
  await house.goTo({ advance_ms: longestWaitMs + 60_000 });
  await olga.chat().waitForText('Greta', patient);
  await answers(person, 'We are here');
  await person.chat().waitForText('We are here', patient);
  await house.goTo({ advance_ms: longestWaitMs + 60_000 });
  await person.sends('/help');
  await person.chat().waitForText('Commands', patient);
  const told = (await said(olga)).filter((text) => text.includes('Greta'));
  expect(told).toHaveLength(1);
});
