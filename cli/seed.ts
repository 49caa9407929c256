import { demoLink, peopleOfSandbox } from '../local/demo/sandbox.ts';
import { seedDemo } from '../local/demo/seed.ts';
import { readStatus } from '../local/launcher/status.ts';
import { placesOf } from '../local/paths.ts';
import type { Usage } from './arguments.ts';
import { atDesk } from './desk.ts';
import { complain, say } from './say.ts';

export const usage: Usage = {
  what: 'Makes what there is to try: an open event with a week of slots, and people of the sandbox who may book. Safe to repeat.',
};

export const run = (): Promise<number> =>
  atDesk(async ({ db, config, now }) => {
    if (config.ZAPIS_ENV === 'production') {
      complain('The demo has no place in production: `zapis event create` makes real events.');
      return 2;
    }
    const { event_id, made, slots } = await seedDemo(db, now);
    say(`Event ${event_id} ${made ? 'made' : 'was there'}; slots added: ${slots}.`);
    const sandbox = readStatus(placesOf())?.roles.find((role) => role.name === 'sandbox')?.url;
    if (sandbox === undefined) say('No sandbox runs from this folder: `npm start` brings one up.');
    else {
      await peopleOfSandbox(sandbox);
      say(`Demo: ${demoLink(sandbox, event_id)}`);
    }
    return 0;
  });
