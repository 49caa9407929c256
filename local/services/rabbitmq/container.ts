import { dockerLaunch, dockerRuns } from '../docker.ts';
import type { Candidate } from '../service.ts';

const user = ['-e', 'RABBITMQ_DEFAULT_USER=zapis', '-e', 'RABBITMQ_DEFAULT_PASS=zapis'];

export const container: Candidate = {
  id: 'docker',
  prepare: async (bench) => {
    const docker = await dockerRuns(bench);
    if (docker === undefined) return { ok: false, why: 'no running Docker engine' };
    return {
      ok: true,
      engine: {
        what: 'RabbitMQ (Docker)',
        version: '4.1',
        dataKey: 'docker',
        launch: (place) => {
          const port = place.ports['amqp'] ?? 0;
          return dockerLaunch(docker, place, {
            name: 'rabbitmq',
            image: 'rabbitmq:4.1',
            port,
            inner: 5672,
            volume: '/var/lib/rabbitmq',
            // The data folder is named after the host; guest may come from inside the container only.
            options: ['--hostname', 'zapis', ...user],
            url: `amqp://zapis:zapis@127.0.0.1:${port}`,
          });
        },
      },
    };
  },
};
