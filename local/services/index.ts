import { mongodb } from './mongodb/index.ts';
import { rabbitmq } from './rabbitmq/index.ts';
import { redis } from './redis/index.ts';
import type { Service, ServiceName } from './service.ts';
import { temporal } from './temporal/index.ts';

export const services: Readonly<Record<ServiceName, Service>> = { temporal, mongodb, rabbitmq, redis };
