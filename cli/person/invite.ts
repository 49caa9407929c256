import { createHash, randomBytes } from 'node:crypto';
import { renewInvite } from '../../adapters/mongo/people/allow-list.ts';
import { createPerson } from '../../adapters/mongo/people.ts';
import { invitePayload, startLink } from '../../contracts/callback-data.ts';
import { isObjectId, userId } from '../../core/shared/ids.ts';
import type { Given, Usage } from '../arguments.ts';
import { botUsername } from '../bot-username.ts';
import { atDesk } from '../desk.ts';
import { complain, say } from '../say.ts';
import { nameOptions, readPerson } from './fields.ts';

export const usage: Usage = {
  what: 'Approves somebody whose Telegram account is not known yet, and prints the link that makes it known, once.',
  options: {
    ...nameOptions,
    person: { what: 'a new link for somebody invited before', value: 'ID' },
    days: { what: 'how long the link is good for (14)', value: 'NUMBER' },
  },
};

const dayMs = 86_400_000;

export async function run(given: Given): Promise<number> {
  const read = readPerson(given);
  const days = Number(given.text('days') ?? '14');
  const person = given.text('person');
  const faults = [
    ...(read.ok ? [] : read.faults),
    ...(Number.isInteger(days) && days >= 1 && days <= 365 ? [] : ['--days: is a number from 1 to 365.']),
    ...(person === undefined || isObjectId(person) ? [] : ['--person: is no id.']),
  ];
  if (!read.ok || faults.length > 0) {
    complain(faults.join('\n'));
    return 2;
  }
  return atDesk(async ({ db, config, env, now, note }) => {
    const token = randomBytes(24).toString('base64url');
    const token_hash = createHash('sha256').update(token).digest('hex');
    const invite = { token_hash, expires_at: new Date(now + days * dayMs) };
    const made =
      person === undefined
        ? await createPerson(db, { ...read.named, roles: [read.role], invite }, now)
        : userId(person);
    if (!made) throw new Error('a person without an account cannot be somebody else’s');
    if (person !== undefined && !(await renewInvite(db, made, invite))) {
      complain('--person: there is nobody with this id who still needs an invite.');
      return 2;
    }
    await note({ what: 'person.invited', target: made });
    const bot = await botUsername(config, env);
    const link = bot === undefined ? undefined : startLink(bot, invitePayload(token));
    say(link ?? `https://t.me/<your bot>?start=${invitePayload(token)}`);
    say(`Good for ${days} days and one account. It is not kept anywhere: this is the only time it is shown.`);
    return 0;
  });
}
