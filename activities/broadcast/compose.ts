import { ApplicationFailure } from '@temporalio/common';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import { announcement, announcementText, type SignUp } from '../../core/messages/announcement.ts';
import { type EventId, eventId } from '../../core/shared/ids.ts';
import { type Rendered, rendered } from '../rendering/render.ts';
import type { BroadcastDeps, Recipient, StoredBroadcast } from './ports.ts';

type Reader = Pick<Recipient, 'user_id' | 'lang'>;

/** `person`: of a private chat. A shared message stays as it is for everybody: its button leads into the private chat. */
export async function compose(
  deps: BroadcastDeps,
  { company_id, command }: Pick<StoredBroadcast, 'company_id' | 'command'>,
  person: Reader | null,
): Promise<Rendered> {
  const event =
    command.event_id === undefined ? await theOnlyOne(deps, company_id, person) : eventId(command.event_id);
  const signUp = person ? within(event) : await leadingThere(deps, event);
  const body = announcementText(command.message_text, command.parse_mode === 'HTML');
  return rendered(announcement(body, signUp, person?.lang ?? 'ru', command.buttons));
}

const within = (event: EventId | null): SignUp =>
  event === null ? { to: 'choice' } : { to: 'event', event_id: event };

async function leadingThere(deps: BroadcastDeps, event: EventId | null): Promise<SignUp> {
  const bot = await deps.botUsername();
  if (bot === undefined)
    throw ApplicationFailure.create({
      type: 'BotUnknown',
      message: 'Telegram does not say the name of the bot',
    });
  const url = event === null ? `https://t.me/${bot}?start` : startLink(bot, eventPayload(event));
  return { to: 'link', url };
}

/** A command that names no event can mean only one, or leaves the choice to whoever signs up. */
async function theOnlyOne(
  { broadcasts }: BroadcastDeps,
  company: string,
  person: Reader | null,
): Promise<EventId | null> {
  const [event, ...others] = await broadcasts.openEvents(company, person?.user_id ?? null);
  return event !== undefined && others.length === 0 ? event : null;
}
