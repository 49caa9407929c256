import type { system as ru } from '../../ru/panel/system.ts';

export const system: Readonly<Record<keyof typeof ru, string>> = {
  'panel.system.all_up': 'All services answer.',
  'panel.system.some_down': 'A service does not answer: what depends on it waits, nothing is lost.',
  'panel.system.services': 'Services',
  'panel.system.service': 'Service',
  'panel.system.state': 'State',
  'panel.system.up': 'up',
  'panel.system.down': 'down',
};
