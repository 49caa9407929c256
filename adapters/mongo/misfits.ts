import type { Db } from 'mongodb';
import type { NoteMisfit } from '../../workers/plugged-in/ports.ts';
import { createTroubles } from './troubles.ts';

const mostOfAReason = 200;

/** What others wrote on a stream and nobody can use, beside the activities that fail. */
export const createMisfits = (db: Db): NoteMisfit => {
  const troubles = createTroubles(db);
  return (where, entry, why) =>
    troubles.failing({
      id: `${where} ${entry}`,
      workflow_id: where,
      run_id: '',
      activity: 'stream',
      attempt: 1,
      error: `entry ${entry}: ${why}`.slice(0, mostOfAReason),
      since: Date.now(),
    });
};
