import { sandboxBot } from '../../config/sandbox-bot.ts';
import { eventPayload, startLink } from '../../contracts/callback-data.ts';
import type { EventId } from '../../core/shared/ids.ts';
import { demoPeople } from './content.ts';

const patienceMs = 5_000;

export async function control(sandbox: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${sandbox}/_sandbox${path}`, {
    signal: AbortSignal.timeout(patienceMs),
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
  return response.json();
}

/** Makes the people of the demo; who is there already stays as somebody made them. */
export async function peopleOfSandbox(sandbox: string): Promise<void> {
  const state = (await control(sandbox, '/state')) as { people: readonly { id: number }[] };
  const known = new Set(state.people.map((person) => person.id));
  for (const { id, first_name, username, language_code } of demoPeople)
    if (!known.has(id)) await control(sandbox, '/people', { id, first_name, username, language_code });
}

/** Two candidates side by side; both have followed the link to the event. */
export function demoLink(sandbox: string, event: EventId): string {
  const [first, , third] = demoPeople;
  const link = encodeURIComponent(startLink(sandboxBot.username, eventPayload(event)));
  return `${sandbox}/?link=${link}#${first.id}=;${third.id}=`;
}
