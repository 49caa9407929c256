import { installLine } from '../../host.ts';
import type { Service } from '../service.ts';
import { apt } from './apt.ts';
import { container } from './container.ts';
import { installed } from './installed.ts';
import { probeRabbit } from './probe.ts';
import { unpacked } from './unpacked.ts';

/** No emulator is safe here (no confirms, or no dead-lettering): without a real broker there is none. */
export const rabbitmq: Service = {
  name: 'rabbitmq',
  title: 'RabbitMQ',
  variable: 'AMQP_URL',
  example: 'amqp://user:password@host:5672/vhost',
  ports: [
    { name: 'amqp', preferred: [] },
    { name: 'dist', preferred: [] },
    { name: 'epmd', preferred: [] },
  ],
  candidates: [installed, apt, unpacked, container],
  readyWithinMs: 90_000,
  probe: probeRabbit,
  remedy: (env) => installLine('rabbitmq-server', env),
};
