import { createEvent } from '../../adapters/mongo/events.ts';
import { type EventForm, readEvent } from '../../core/events/form.ts';
import type { Given, Usage } from '../arguments.ts';
import { atDesk } from '../desk.ts';
import { faultLine } from '../fault-words.ts';
import { complain, say } from '../say.ts';

export const usage: Usage = {
  what: 'Creates an event and prints its id. It is a draft unless --open is given.',
  options: {
    title: { what: 'what people read first', value: 'TEXT', required: true },
    description: { what: 'a few lines about it', value: 'TEXT' },
    place: { what: 'name of the place', value: 'TEXT' },
    address: { what: 'its address', value: 'TEXT' },
    map: { what: 'link to a map', value: 'URL' },
    online: { what: 'link to the meeting', value: 'URL' },
    bring: { what: 'what to bring', value: 'TEXT' },
    contact: { what: 'whom people write to', value: '@NAME|URL' },
    channel: { what: 'channel or group where `zapis announce` posts it', value: '@NAME|ID' },
    policy: { what: 'what /reschedule does with the old seat (release)', value: 'release|swap' },
    cutoff: { what: 'minutes before the start when booking ends (120)', value: 'MINUTES' },
    hold: { what: 'minutes a chosen seat is kept (5)', value: 'MINUTES' },
    moves: { what: 'how often one may move (no limit)', value: 'NUMBER' },
    nudge: { what: 'hours after which who has not chosen is reminded once (never)', value: 'HOURS' },
    reminders: { what: '"same day 11:00; day before 18:00; 120 min before"', value: 'RULES' },
    open: { what: 'open it at once' },
  },
};

const fields = [
  'description',
  'place',
  'address',
  'map',
  'online',
  'bring',
  'contact',
  'channel',
  'policy',
  'cutoff',
  'hold',
  'moves',
  'nudge',
  'reminders',
] as const satisfies (keyof EventForm)[];

export async function run(given: Given): Promise<number> {
  const texts = fields.flatMap((field) => {
    const text = given.text(field);
    return text === undefined ? [] : [[field, text]];
  });
  const read = readEvent({ title: given.needed('title'), ...Object.fromEntries(texts) });
  if (!read.ok) {
    complain(read.faults.map(faultLine).join('\n'));
    return 2;
  }
  return atDesk(async ({ db, now, note }) => {
    const id = await createEvent(db, { ...read.event, status: given.has('open') ? 'open' : 'draft' }, now);
    await note({ what: 'event.created', target: id, title: read.event.title });
    say(id);
    return 0;
  });
}
