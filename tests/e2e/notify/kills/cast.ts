import { createHash } from 'node:crypto';
import { ObjectId } from 'mongodb';
import { moscow } from '../../../support/house.ts';
import type { Candidate } from '../../../support/journey.ts';
import { PushBrowser } from '../../../support/push-service.ts';
import type { Ground } from './ground.ts';

export type StaffMember = {
  readonly name: string;
  readonly role: 'admin' | 'specialist';
  readonly hears: 'instant' | 'hourly' | 'off';
  readonly person: Candidate;
};

const wanted = [
  ['Olga', 'admin', 'instant'],
  ['Pavel', 'admin', 'instant'],
  ['Nina', 'admin', 'hourly'],
  ['Rita', 'admin', 'off'],
  ['Sergei', 'specialist', 'instant'],
  ['Vera', 'specialist', 'instant'],
  ['Zina', 'specialist', 'hourly'],
] as const;

export const hireStaff = ({ house }: Ground): Promise<readonly StaffMember[]> =>
  Promise.all(
    wanted.map(async ([name, role, hears]) => {
      const person = await house.person(name);
      await house.db
        .collection('users')
        .updateOne({ telegram_id: person.id }, { $set: { roles: [role], notices: hears } });
      await person.sends('/start');
      return { name, role, hears, person };
    }),
  );

export type Online = {
  readonly name: string;
  readonly userId: string;
  readonly path: string;
  readonly browser: PushBrowser;
};

/** Somebody without Telegram who has subscribed in a browser. */
export async function someoneOnline({ house, pushes }: Ground, name: string): Promise<Online> {
  const _id = new ObjectId();
  await house.db.collection('users').insertOne({
    _id,
    company_id: 'default',
    first_name: name,
    last_name: null,
    phone: null,
    roles: ['candidate'],
    allowed: true,
    invite: null,
    lang: 'en',
    language_code: null,
    reachable: 'unknown',
    reachable_at: null,
    broadcasts_off: false,
    waits_for_reason: null,
    created_at: new Date(),
  });
  const browser = new PushBrowser();
  const path = `/${name}`;
  const subscription = browser.subscription(`${pushes.url}${path}`);
  await house.db.collection<{ _id: string }>('push_subscriptions').insertOne({
    _id: createHash('sha256').update(subscription.endpoint).digest('hex'),
    user_id: _id,
    ...subscription,
    created_at: new Date(),
    ok_at: null,
    failures: 0,
  } as never);
  return { name, userId: _id.toHexString(), path, browser };
}

export type Day = { readonly event: string; readonly days: number };

/** An event of one day whose slots the specialists lead in turns. */
export async function aDay({ house }: Ground, staff: readonly StaffMember[], days: number): Promise<Day> {
  const starts = Array.from({ length: 15 }, (_none, at) => moscow(days, '13:00') + at * 20 * 60_000);
  const { id, slots } = await house.event({ starts, capacity: 3, title: `Interviews of day ${days}` });
  const leading = staff.filter(({ role }) => role === 'specialist');
  await Promise.all(
    slots.map((slot, at) =>
      house.db
        .collection('interview_slots')
        .updateOne(
          { _id: new ObjectId(slot) },
          { $set: { specialist_id: new ObjectId(leading[at % leading.length]?.person.userId) } },
        ),
    ),
  );
  return { event: id, days };
}
