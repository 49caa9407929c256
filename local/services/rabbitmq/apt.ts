import { aptInstall } from '../apt.ts';
import type { Candidate } from '../service.ts';
import { findInstalled } from './installed.ts';

export const apt: Candidate = {
  id: 'apt',
  prepare: async (bench) => {
    const already = findInstalled(bench, 'apt');
    if (already.ok) return already;
    const units = ['rabbitmq-server.service', 'epmd.service', 'epmd.socket'];
    const done = await aptInstall(bench, 'rabbitmq-server', units);
    return done.ok ? findInstalled(bench, 'apt') : done;
  },
};
