import { randomUUID } from 'node:crypto';
import { openTemporal } from '../../../../adapters/temporal/connect.ts';
import { loadTemporalConfig } from '../../../../config/load.ts';
import { noticesWorkflowId, noticesWorkflowType } from '../../../../contracts/workflows/notices.ts';
import { taskQueues } from '../../../../contracts/workflows/queues.ts';
import { untilBookingsRest } from '../../../race/history/rest.ts';
import { moscow } from '../../../support/house.ts';
import { waitFor } from '../../../support/wait.ts';
import type { Act } from './acts.ts';
import { type Board, patient } from './board.ts';

/** Everybody who is booked is reminded. */
export const morning: Act = (board) => until(board, '11:40', 'booking.reminder');

/** Every interview is over, staff are asked who came, and what was kept is due. */
export const evening: Act = async (board) => {
  const { house, history } = board.ground;
  // A reminder that is written down and not yet told is told to nobody any more once the interviews are over.
  await untilBookingsRest(house, history.temporal.client, patient.timeoutMs);
  await until(board, '20:05', 'booking.done');
  await runNotices(board);
};

/** Nothing is booked later than today: every status but `booked` is final. */
async function until(board: Board, time: string, announce: string): Promise<void> {
  const { db, sandbox } = board.ground.house;
  const to = new Date(moscow(board.day.days, time)).toISOString();
  await sandbox.sandbox.moveClock({ to });
  await waitFor(
    `${announce} of everybody`,
    async () => {
      const booked = await db
        .collection('bookings')
        .find({ status: 'booked', starts_at: { $ne: null } })
        .toArray();
      const ofDay = booked.filter(({ event_id }) => String(event_id) === board.day.event);
      const said = await db.collection('audit_log').find({ announce }).toArray();
      const done = new Set(said.map(({ booking_id }) => String(booking_id)));
      const left = ofDay.filter(({ _id }) => !done.has(String(_id)));
      if (left.length > 0) throw new Error(left.map((one) => one['workflow_id'] as string).join());
      return true;
    },
    patient.timeoutMs,
  );
}

/** As the schedule does every minute. */
export async function runNotices({ ground: { house } }: Board): Promise<void> {
  const { client, close } = openTemporal(loadTemporalConfig(house.env));
  const pass = await client.workflow.start(noticesWorkflowType, {
    workflowId: `${noticesWorkflowId}-${randomUUID()}`,
    taskQueue: taskQueues.bulk,
  });
  await pass.result();
  await close();
}
