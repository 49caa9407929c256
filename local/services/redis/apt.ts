import { aptInstall } from '../apt.ts';
import type { Candidate } from '../service.ts';
import { findOnPath } from './on-path.ts';

export const apt: Candidate = {
  id: 'apt',
  prepare: async (bench) => {
    const already = await findOnPath(bench, 'apt');
    if (already.ok) return already;
    const installed = await aptInstall(bench, 'redis-server', ['redis-server.service']);
    return installed.ok ? findOnPath(bench, 'apt') : installed;
  },
};
