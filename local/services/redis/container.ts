import { dockerLaunch, dockerRuns } from '../docker.ts';
import type { Candidate } from '../service.ts';

export const container: Candidate = {
  id: 'docker',
  prepare: async (bench) => {
    const docker = await dockerRuns(bench);
    if (docker === undefined) return { ok: false, why: 'no running Docker engine' };
    return {
      ok: true,
      engine: {
        what: 'Redis (Docker)',
        version: '7.4',
        dataKey: 'docker',
        launch: (place) => {
          const port = place.ports['redis'] ?? 0;
          return dockerLaunch(docker, place, {
            name: 'redis',
            image: 'redis:7.4',
            port,
            inner: 6379,
            volume: '/data',
            options: [],
            url: `redis://127.0.0.1:${port}`,
          });
        },
      },
    };
  },
};
