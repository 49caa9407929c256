import { useState } from 'preact/hooks';
import { known, useTopic } from '../store.ts';
import type { Call, ShownUpdate } from '../types.ts';
import { remembering } from './remembering.ts';

const mostShown = 100;

/** The newest on top; a poll that brought nothing is left out unless asked for. */
export function Calls() {
  useTopic('log');
  const [polls, setPolls] = useState(false);
  const calls = known.calls.filter((call) => polls || call.method.toLowerCase() !== 'getupdates');
  return (
    <>
      <label class="check">
        <input type="checkbox" checked={polls} onChange={() => setPolls(!polls)} />
        show getUpdates, too
      </label>
      <ul class="log" aria-label="Calls">
        {calls
          .slice(-mostShown)
          .toReversed()
          .map((call) => (
            <CallEntry key={call.seq} call={call} />
          ))}
      </ul>
      {calls.length === 0 && <p class="empty">No bot has called yet.</p>}
    </>
  );
}

export function Updates() {
  useTopic('log');
  return (
    <>
      <ul class="log" aria-label="Updates">
        {known.updates
          .slice(-mostShown)
          .toReversed()
          .map((update) => (
            <UpdateEntry key={update.seq} update={update} />
          ))}
      </ul>
      {known.updates.length === 0 && <p class="empty">No bot has been brought an update yet.</p>}
    </>
  );
}

const CallEntry = remembering(function CallEntry({ call }: { call: Call }) {
  return (
    <Entry
      title={call.method}
      sign={String(call.status)}
      bad={call.status >= 400}
      note={`${call.fault ? `${call.fault} · ` : ''}${Math.round(call.ms)} ms`}
      json={() => ({ params: call.params, answer: call.answer })}
    />
  );
});

const UpdateEntry = remembering(function UpdateEntry({ update }: { update: ShownUpdate }) {
  const body = update.update as { update_id: number };
  const kind = Object.keys(body).find((name) => name !== 'update_id') ?? 'update';
  return (
    <Entry
      title={kind}
      sign={String(body.update_id)}
      bad={false}
      note={`${update.via} · ${update.outcome}`}
      json={() => body}
    />
  );
});

type EntryProps = { title: string; sign: string; bad: boolean; note: string; json: () => unknown };

function Entry({ title, sign, bad, note, json }: EntryProps) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <b>{title}</b>
        <span class={bad ? 'bad' : 'good'}>{sign}</span>
        <small>{note}</small>
      </button>
      {open && <pre tabIndex={0}>{JSON.stringify(json(), null, 2)}</pre>}
    </li>
  );
}
