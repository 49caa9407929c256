import { useState } from 'preact/hooks';
import { columns } from '../columns.ts';
import { known, useTopic } from '../store.ts';
import { ColumnView } from './column.tsx';
import { Drawer } from './drawer.tsx';
import { NewPerson } from './new-person.tsx';
import { PeopleRail } from './people.tsx';

export function App() {
  useTopic('columns', 'people', 'connection');
  const [drawer, setDrawer] = useState(false);
  return (
    <div class={`app ${drawer ? 'with-drawer' : ''}`}>
      <PeopleRail drawer={drawer} toggleDrawer={() => setDrawer(!drawer)} />
      <main class="columns" data-count={Math.min(columns.length, 4)}>
        <Connection />
        {columns.map((column) => (
          <ColumnView key={column.id} column={column} closable={columns.length > 1} />
        ))}
        {columns.length === 0 && known.connection !== 'connecting' && <Welcome />}
      </main>
      {drawer && <Drawer close={() => setDrawer(false)} />}
    </div>
  );
}

function Connection() {
  return (
    <p class="connection" role="status">
      {known.connection === 'lost' ? 'The sandbox does not answer. Trying again…' : ''}
    </p>
  );
}

function Welcome() {
  const [making, setMaking] = useState(false);
  return (
    <section class="welcome">
      <h2>Nobody is here yet</h2>
      <p>
        This is Telegram played on your own machine. Make up a person, then write to a bot as they would.
        Nothing leaves this computer.
      </p>
      <p>
        <button type="button" class="filled" onClick={() => setMaking(true)}>
          Make up a person
        </button>
      </p>
      {making && <NewPerson close={() => setMaking(false)} />}
    </section>
  );
}
