import type { Db } from 'mongodb';
import type { SystemReader } from '../admin/panel/ports/system.ts';
import { readBacklog } from './mongo/panel/backlog.ts';
import type { Rabbit } from './rabbit/connect.ts';
import { readQueues } from './rabbit/queue-depths.ts';
import type { Cache } from './redis/connect.ts';
import { readReplicas } from './redis/replicas.ts';

type Neighbours = { readonly db: Db; readonly rabbit: Rabbit; readonly redis: Cache };

export const createSystemReader = ({ db, rabbit, redis }: Neighbours): SystemReader => ({
  replicas: () => readReplicas(redis, Date.now),
  queues: () => readQueues(rabbit),
  backlog: () => readBacklog(db),
});
