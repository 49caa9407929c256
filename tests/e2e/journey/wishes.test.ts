import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { connect } from 'amqplib';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTemporal } from '../../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../../config/load.ts';
import { slotChangeWorkflowType } from '../../../contracts/workflows/change.ts';
import { taskQueues } from '../../../contracts/workflows/queues.ts';
import { dayOf } from '../../../core/time/slot-instants.ts';
import { House, moscow } from '../../support/house.ts';
import {
  book,
  bookingOf,
  type Candidate,
  labels,
  open,
  patient,
  slotLabels,
  wishesForAnother,
} from '../../support/journey.ts';
import { programEnv } from '../../support/program-env.ts';
import { waitFor } from '../../support/wait.ts';

const zapis = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
const opened = 'A time has opened';

let house: House;
beforeAll(async () => {
  house = await House.open('wishes');
});
afterAll(() => house.close());

const cli = (...argv: string[]) => {
  const ended = spawnSync(process.execPath, [zapis, ...argv], {
    env: { ...programEnv, ...house.env },
    timeout: 60_000,
  });
  if (ended.status !== 0) throw new Error(ended.stderr.toString());
  return ended.stdout.toString();
};

/** Looks at the slots, finds none, and asks to be told. */
async function wishes(person: Candidate, event: string): Promise<void> {
  await open(person, event);
  await person.chat().waitForText('No free time at the moment', patient);
  await person.tap('Tell me when one opens');
  await person.chat().waitForText('we will write to you when a time opens', patient);
}

const news = async (person: Candidate) =>
  (await person.chat().messages()).filter((one) => one.text?.includes(opened));

/** Nobody is on the way to be told of this event any more. */
const allTold = (event: string) =>
  waitFor('everybody to be told', async () => {
    const rows = await house.db
      .collection('slot_wishes')
      .find({ event_id: new ObjectId(event) })
      .toArray();
    return rows.every((row) => row['told_at'] === null || row['told_done']) || undefined;
  });

describe('"tell me when one opens"', () => {
  test('a cancelled booking: the first three who asked get a new message with the slot, the fourth hears of the next', async () => {
    const { id } = await house.event({ starts: [moscow(2, '14:00')] });
    const holder = await house.person('Holder');
    await book(holder, id);
    const people: Candidate[] = [];
    for (const name of ['Anna', 'Boris', 'Vera', 'Gleb']) {
      const person = await house.person(name);
      await wishes(person, id);
      people.push(person);
    }
    const [anna, boris, vera, gleb] = people as [Candidate, Candidate, Candidate, Candidate];
    const before = (await anna.chat().last()).message_id;

    await holder.sends('/cancel');
    await holder.chat().waitForText('Cancel your booking?', patient);
    await holder.tap('I am ill');
    for (const person of [anna, boris, vera]) {
      const message = await person.chat().waitForText(opened, patient);
      expect(slotLabels(message)).toHaveLength(1);
    }
    await allTold(id);
    expect(await news(gleb)).toEqual([]);
    expect(await news(holder)).toEqual([]);

    // The message is the anchor now: what is chosen there is shown there.
    const message = await anna.chat().waitForText(opened, patient);
    expect(message.message_id).toBeGreaterThan(before);
    await anna.tap(slotLabels(message)[0] ?? '');
    await anna.chat().waitForText('The seat is held', patient);
    await anna.tap('Confirm');
    const booked = await anna.chat().waitForText('Your interview is booked', patient);
    expect(booked.message_id).toBe(message.message_id);
    expect(await bookingOf(house, anna, id)).toMatchObject({ status: 'booked' });

    // Freed again within the hour: those who heard a moment ago do not hear again.
    await anna.sends('/cancel');
    await anna.chat().waitForText('Cancel your booking?', patient);
    await anna.tap('I am ill');
    await gleb.chat().waitForText(opened, patient);
    await allTold(id);
    expect([(await news(boris)).length, (await news(vera)).length]).toEqual([1, 1]);
  });

  test('a hold that is given back is told too; not to whom it belonged', async () => {
    const { id } = await house.event({ starts: [moscow(2, '15:00')] });
    const [dima, zoya] = [await house.person('Dima'), await house.person('Zoya')];
    await open(dima, id);
    const list = await dima.chat().waitForText('Please choose a time', patient);
    await dima.tap(slotLabels(list)[0] ?? '');
    await dima.chat().waitForText('The seat is held', patient);
    await wishes(zoya, id);
    await dima.tap('Back');
    await zoya.chat().waitForText(opened, patient);
    expect(await news(dima)).toEqual([]);
  });

  test('new slots are told, forgotten in no list, and said to whoever listens', async () => {
    const { id } = await house.event({ starts: [moscow(2, '16:00')] });
    await book(await house.person('First'), id);
    const lena = await house.person('Lena');
    await wishes(lena, id);
    const slots = async () => {
      const response = await fetch(`${house.env['API_URL']}/api/available-slots?event_id=${id}`, {
        headers: { authorization: `Bearer ${house.env['API_TOKEN']}` },
      });
      return JSON.stringify(await response.json());
    };
    const day = dayOf(moscow(5, '10:00'));
    expect(await slots()).not.toContain(day);
    const args = ['--times', '10:00', '--minutes', '30', '--capacity', '2'];
    expect(cli('slots', 'add', '--event', id, '--dates', day, ...args)).toContain('Slots added: 1');
    const message = await lena.chat().waitForText(opened, patient);
    expect(slotLabels(message)).toHaveLength(1);
    await waitFor('the list to have it', async () => (await slots()).includes(day) || undefined);
    expect(await slotNews(id)).toEqual([['created']]);
  });

  test('more seats in a slot are told and announced; another room is news to nobody who waits', async () => {
    const { id, slots } = await house.event({ starts: [moscow(4, '14:00')] });
    await book(await house.person('Only'), id);
    const [nina, yura] = [await house.person('Nina'), await house.person('Yura')];
    await wishes(nina, id);
    await wishes(yura, id);
    await changeSlot(slots[0] ?? '', id, { max_users: 2 }, { max_users: 1 });
    for (const person of [nina, yura]) await person.chat().waitForText(opened, patient);
    expect(await slotNews(id)).toEqual([['max_users']]);
    await changeSlot(slots[0] ?? '', id, { audience: '404' }, {});
    await allTold(id);
    expect([(await news(nina)).length, (await news(yura)).length]).toEqual([1, 1]);
  });

  test('an event that opens is told', async () => {
    const { id } = await house.event({ starts: [moscow(2, '17:00')] });
    const olga = await house.person('Olga');
    await wishesForAnother(olga, id);
    cli('event', 'close', '--event', id);
    cli('event', 'open', '--event', id);
    await olga.chat().waitForText(opened, patient);
  });

  test('who sent /stop hears nothing', async () => {
    const { id } = await house.event({ starts: [moscow(3, '14:00')] });
    const holder = await house.person('Keeper');
    await book(holder, id);
    const [quiet, other] = [await house.person('Quiet'), await house.person('Other')];
    await wishes(quiet, id);
    await quiet.sends('/stop');
    await quiet.chat().waitForText('no more announcements', patient);
    await wishes(other, id);
    await holder.sends('/cancel');
    await holder.chat().waitForText('Cancel your booking?', patient);
    await holder.tap('I am ill');
    await other.chat().waitForText(opened, patient);
    await allTold(id);
    expect(await news(quiet)).toEqual([]);
  });
});

/** As staff do it: stored first, then carried out by its workflow. */
async function changeSlot(slot: string, event: string, patch: object, seen: object): Promise<void> {
  const id = randomUUID();
  await house.db.collection<{ _id: string }>('changes').insertOne({
    _id: id,
    target: 'slot',
    slot_id: new ObjectId(slot),
    event_id: new ObjectId(event),
    patch,
    seen,
    initiated_by: { user_id: null, role: 'admin', channel: 'panel' },
    reason: null,
    at: new Date(),
    applied: null,
    told: null,
    finished_at: null,
  } as never);
  const temporal = openTemporal(loadTemporalConfig(house.env));
  try {
    const result: unknown = await temporal.client.workflow.execute(slotChangeWorkflowType, {
      workflowId: `slot-change:${id}`,
      taskQueue: taskQueues.bulk,
      args: [{ v: 1, change_id: id, trace_id: 't' }],
    });
    expect(result).toMatchObject({ ok: true });
  } finally {
    await temporal.close();
  }
}

/** What was announced of one event's slots, once something was: people may hear of it before. */
async function slotNews(event: string): Promise<unknown[]> {
  const connection = await connect(house.env['AMQP_URL'] ?? '');
  try {
    const channel = await connection.createChannel();
    const found: unknown[] = [];
    return await waitFor('an announcement', async () => {
      for (;;) {
        const message = await channel.get(`${house.env['AMQP_PREFIX']}booking.other.event`, { noAck: true });
        if (!message) return found.length > 0 ? found : undefined;
        const body = JSON.parse(message.content.toString()) as Record<string, unknown>;
        if (body['event_type'] === 'slot.changed' && body['event_id'] === event) found.push(body['changed']);
      }
    });
  } finally {
    await connection.close();
  }
}

test('/language: the booking on the screen is in the new language, and its buttons are good', async () => {
  const { id } = await house.event({ starts: [moscow(3, '15:00'), moscow(3, '16:00')] });
  const inna = await house.person('Inna');
  await open(inna, id);
  const list = await inna.chat().waitForText('Please choose a time', patient);
  await inna.tap(slotLabels(list)[0] ?? '');
  const held = await inna.chat().waitForText('The seat is held', patient);
  await inna.sends('/language');
  await inna.chat().waitForText('Which language', patient);
  await inna.tap('Русский');
  const russian = await inna.chat().waitForText('Место удерживается', patient);
  expect(russian.message_id).toBe(held.message_id);
  expect(labels(russian).flat()).toContain('Подтвердить');
  await inna.tap('Подтвердить', { message_id: russian.message_id });
  await inna.chat().waitForText('Вы записаны', patient);
});
