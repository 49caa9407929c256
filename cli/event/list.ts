import { collections } from '../../adapters/mongo/collections.ts';
import { listEvents } from '../../adapters/mongo/events.ts';
import { asEventId } from '../../adapters/mongo/ids.ts';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import { cleanLine } from '../../core/i18n/clean.ts';
import { defaultCompany } from '../../core/shared/company.ts';
import { table } from '../../local/launcher/table.ts';
import type { Given, Usage } from '../arguments.ts';
import { botUsername } from '../bot-username.ts';
import { atDesk } from '../desk.ts';
import { say } from '../say.ts';

export const usage: Usage = {
  what: 'All events, the newest first: id, status, slots, seats taken and all, title, and the link that shows candidates its free times.',
  options: { json: { what: 'for programs' } },
};

type Seats = { readonly slots: number; readonly taken: number; readonly seats: number };
const none: Seats = { slots: 0, taken: 0, seats: 0 };

export const run = (given: Given): Promise<number> =>
  atDesk(async ({ db, config, env }) => {
    const bot = (await botUsername(config, env)) ?? '<your bot>';
    const rows = await Promise.all(
      (await listEvents(db, defaultCompany)).map(async ({ _id, status, title }) => {
        const [seats = none] = await collections(db)
          .slots.aggregate<Seats>([
            { $match: { event_id: _id } },
            {
              $group: {
                _id: null,
                slots: { $sum: 1 },
                taken: { $sum: { $size: '$booked_users' } },
                seats: { $sum: '$max_users' },
              },
            },
          ])
          .toArray();
        return {
          id: _id.toHexString(),
          status,
          title,
          slots: seats.slots,
          taken: seats.taken,
          seats: seats.seats,
          link: startLink(bot, eventPayload(asEventId(_id))),
        };
      }),
    );
    if (given.has('json')) say(JSON.stringify(rows, null, 2));
    else if (rows.length === 0)
      say('There are no events. `zapis event create --help` tells how to make one.');
    else
      say(
        table(
          ['id', 'status', 'slots', 'taken', 'title', 'link'],
          rows.map((row) => [
            row.id,
            row.status,
            String(row.slots),
            `${row.taken}/${row.seats}`,
            cleanLine(row.title),
            row.link,
          ]),
        ),
      );
    return 0;
  });
