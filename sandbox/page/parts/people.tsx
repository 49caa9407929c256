import { useState } from 'preact/hooks';
import { columns, showBeside, showOnly } from '../columns.ts';
import { known, useTopic } from '../store.ts';
import type { Person } from '../types.ts';
import { Avatar } from './avatar.tsx';
import { ClockFace } from './clock-face.tsx';
import { Icon } from './icon.tsx';
import { NewPerson } from './new-person.tsx';

export function PeopleRail({ drawer, toggleDrawer }: { drawer: boolean; toggleDrawer: () => void }) {
  useTopic('people', 'columns', 'dialogs');
  const [making, setMaking] = useState(false);
  return (
    <nav class="rail" aria-label="People">
      <h1 class="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <span>Telegram sandbox</span>
      </h1>
      <ul class="people">
        {[...known.people.values()].map((person) => (
          <PersonEntry key={person.id} person={person} />
        ))}
        <li>
          <button type="button" class="person new" onClick={() => setMaking(true)}>
            <span class="avatar plus" aria-hidden="true">
              <Icon name="plus" />
            </span>
            <span class="who">New person</span>
          </button>
        </li>
      </ul>
      <div class="rail-foot">
        <ClockFace />
        <button type="button" class="tools-button" aria-expanded={drawer} onClick={toggleDrawer}>
          <Icon name="tools" />
          <span>Tools</span>
        </button>
      </div>
      {making && <NewPerson close={() => setMaking(false)} />}
    </nav>
  );
}

function PersonEntry({ person }: { person: Person }) {
  const shown = columns.some((one) => one.person === person.id);
  const unread = unreadOf(person.id);
  return (
    <li class={shown ? 'shown' : ''}>
      <button
        type="button"
        class="person"
        aria-pressed={shown}
        title={person.username ? `@${person.username}` : undefined}
        onClick={() => showOnly(person.id)}
      >
        <Avatar id={person.id} name={person.first_name} />
        <span class="who">
          {person.first_name} {person.last_name}
        </span>
        {unread > 0 && (
          <span class="badge">
            {unread}
            <span class="sr"> unread</span>
          </span>
        )}
      </button>
      {!shown && columns.length > 0 && (
        <button
          type="button"
          class="beside"
          aria-label={`Show ${person.first_name} beside`}
          title="Show beside"
          onClick={() => showBeside(person.id)}
        >
          <Icon name="beside" />
        </button>
      )}
    </li>
  );
}

function unreadOf(person: number): number {
  let sum = 0;
  for (const [key, count] of known.unread) if (key.startsWith(`${person} `)) sum += count;
  return sum;
}
