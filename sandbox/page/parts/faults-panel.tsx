import { useState } from 'preact/hooks';
import { call, post } from '../api.ts';
import { typed } from '../form.ts';
import { known, useTopic } from '../store.ts';
import type { Fault } from '../types.ts';

const kinds = {
  too_many_requests: '429 Too Many Requests',
  server_error: '5xx server error',
  unauthorized: '401 Unauthorized',
  blocked: '403 blocked by the user',
  hang_before: 'hang, nothing done',
  hang_after: 'hang after the work was done',
  drop_before: 'connection lost, nothing done',
  drop_after: 'connection lost after the work',
  half_body: 'half of the answer',
  slow: 'slow',
  duplicate_update: 'the same update twice',
  reorder_update: 'updates out of order',
} as const;
type Kind = keyof typeof kinds;

const ofUpdates = (kind: Kind) => kind === 'duplicate_update' || kind === 'reorder_update';

export function FaultsPanel() {
  useTopic('faults');
  const [kind, setKind] = useState<Kind>('too_many_requests');
  const [problem, setProblem] = useState('');
  const add = async (form: HTMLFormElement) => {
    setProblem('');
    try {
      await post('/faults', read(new FormData(form)));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <form
        class="fields"
        aria-label="New fault"
        onSubmit={(event) => {
          event.preventDefault();
          void add(event.currentTarget);
        }}
      >
        <label>
          What goes wrong
          <select name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value as Kind)}>
            {Object.entries(kinds).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          {ofUpdates(kind) ? 'Type of update' : 'Method'}
          <input name="method" placeholder={ofUpdates(kind) ? 'any' : 'any, or sendMessage'} />
        </label>
        <ChatChoice />
        <Details kind={kind} />
        <div class="two">
          <label>
            Share of them, %
            <input name="share" type="number" min="1" max="100" placeholder="100" />
          </label>
          <label>
            How many times
            <input name="count" type="number" min="1" placeholder="for ever" />
          </label>
        </div>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="filled">
          Add fault
        </button>
      </form>
      <Active />
    </>
  );
}

function Details({ kind }: { kind: Kind }) {
  if (kind === 'too_many_requests')
    return <NumberField name="retry_after" label="retry_after, seconds" placeholder="1" />;
  if (kind === 'server_error') return <NumberField name="code" label="Code" placeholder="500" />;
  if (kind === 'slow' || kind === 'reorder_update')
    return <NumberField name="ms" label="Milliseconds" placeholder="2000" />;
  return null;
}

function NumberField({ name, label, placeholder }: { name: string; label: string; placeholder: string }) {
  return (
    <label>
      {label}
      <input name={name} type="number" min="0" placeholder={placeholder} />
    </label>
  );
}

function ChatChoice() {
  const places = [...known.dialogs.values()].filter((one) => one.chat.type !== 'private');
  return (
    <label>
      Chat
      <select name="chat">
        <option value="">any</option>
        {[...known.people.values()].map((person) => (
          <option key={person.id} value={person.id}>
            {person.first_name}
          </option>
        ))}
        {places.map(({ key, chat }) => (
          <option key={key} value={chat.id}>
            {chat.title}
          </option>
        ))}
      </select>
    </label>
  );
}

function read(form: FormData): Record<string, string | number> {
  const text = (name: string) => typed(form, name);
  const numbers = ['chat', 'count', 'retry_after', 'code', 'ms'].filter((name) => text(name) !== '');
  return {
    kind: text('kind'),
    ...(text('method') !== '' && { method: text('method') }),
    ...(text('share') !== '' && { share: Number(text('share')) / 100 }),
    ...Object.fromEntries(numbers.map((name) => [name, Number(text(name))])),
  };
}

function Active() {
  if (known.faults.length === 0) return <p class="empty">Nothing goes wrong on purpose.</p>;
  return (
    <>
      <ul class="faults" aria-label="Active faults">
        {known.faults.map((fault) => (
          <li key={fault.id}>
            <span>
              <b>{kinds[fault.kind as Kind]}</b>
              <small>{scopeOf(fault)}</small>
            </span>
            <button
              type="button"
              class="plain small"
              aria-label={`Remove ${kinds[fault.kind as Kind]}`}
              onClick={() => void call('DELETE', `/faults/${fault.id}`)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <button type="button" class="plain" onClick={() => void call('DELETE', '/faults')}>
        Remove all
      </button>
    </>
  );
}

const scopeOf = (fault: Fault) =>
  [
    fault.method ?? 'everything',
    fault.chat !== undefined && `chat ${fault.chat}`,
    fault.share !== undefined && `${Math.round(fault.share * 100)} %`,
    fault.count !== undefined && `${fault.count} times`,
    `${fault.hits} so far`,
  ]
    .filter(Boolean)
    .join(' · ');
