import { ObjectId } from 'mongodb';
import { collections } from '../../adapters/mongo/collections.ts';
import { claimSeat } from '../../adapters/mongo/seats/claim.ts';
import { moscow } from '../../tests/support/house.ts';
import type { Figure } from '../figure.ts';
import { ms, percentile, times } from '../percentile.ts';

const slotCount = 40;
const seats = 10;

/** What a claim costs above any conditional update of the same document by the same driver. */
export const claim: Figure = {
  name: 'claim',
  async measure({ house }) {
    const starts = Array.from({ length: slotCount }, (_none, at) => moscow(2 + at, '14:00'));
    const { id, slots: ids } = await house.event({ starts, capacity: seats });
    const { slots } = collections(house.db);
    const raw = house.db.collection('raw_slots');
    await raw.insertMany(await slots.find({ event_id: new ObjectId(id) }).toArray());
    const [ours, floor]: [number[], number[]] = [[], []];
    const timed = async (into: number[], run: () => Promise<unknown>) => {
      const began = performance.now();
      if (!(await run())) throw new Error('it did not match');
      into.push(performance.now() - began);
    };
    for (let seat = 0; seat < seats; seat += 1)
      for (const slot of ids) {
        const slotId = new ObjectId(slot);
        const userId = new ObjectId();
        const mine = {
          slotId,
          userId,
          bookingId: new ObjectId(),
          eventId: new ObjectId(id),
          op: 1,
          now: new Date(),
        };
        await timed(ours, () => claimSeat(slots, mine, 'free'));
        await timed(floor, () =>
          raw.findOneAndUpdate(
            { _id: slotId, rev: 1 + seat },
            { $push: { booked_users: userId } as never, $inc: { rev: 1 } },
            { writeConcern: { w: 'majority', journal: true }, returnDocument: 'after' },
          ),
        );
      }
    await raw.drop();
    const [one, other] = [percentile(ours, 50), percentile(floor, 50)];
    return [
      {
        what: `claim of a seat against a raw conditional update, p50 (${ours.length} each)`,
        promised: 'told',
        seen: `${times(one, other)} (${ms(one)} against ${ms(other)})`,
        held: true,
      },
    ];
  },
};
