import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { typed } from '../form.ts';
import { known, useTopic } from '../store.ts';
import type { Dialog } from '../types.ts';

const kinds = { supergroup: 'Group', forum: 'Group with topics', channel: 'Channel' } as const;

/** Groups and channels: who is in, made here because nobody in a chat could. */
export function PlacesPanel() {
  useTopic('dialogs', 'people');
  const [problem, setProblem] = useState('');
  const make = async (element: HTMLFormElement) => {
    const form = new FormData(element);
    const kind = typed(form, 'kind');
    setProblem('');
    try {
      const made = await post<Dialog>('/chats', {
        kind: kind === 'forum' ? 'supergroup' : kind,
        is_forum: kind === 'forum',
        title: typed(form, 'title'),
      });
      for (const member of form.getAll('member').map(String)) {
        const isBot = known.bots.has(Number(member));
        await post(`/chats/${made.chat.id}/members`, {
          [isBot ? 'bot' : 'person']: Number(member),
          // In a group with topics everybody may close and delete them, too.
          status: isBot || kind !== 'supergroup' ? 'administrator' : 'member',
        });
      }
      element.reset();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const everybody = [
    ...[...known.bots.values()].map(({ id, name }) => ({ id, name: `${name} (bot)` })),
    ...[...known.people.values()].map(({ id, first_name: name }) => ({ id, name })),
  ];
  return (
    <form
      class="fields"
      aria-label="New chat"
      onSubmit={(event) => {
        event.preventDefault();
        void make(event.currentTarget);
      }}
    >
      <label>
        New chat
        <select name="kind">
          {Object.entries(kinds).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Title
        <input name="title" required maxLength={128} autocomplete="off" />
      </label>
      <fieldset>
        <legend>Who is in</legend>
        {everybody.map(({ id, name }) => (
          <label class="check" key={id}>
            <input type="checkbox" name="member" value={id} defaultChecked />
            {name}
          </label>
        ))}
      </fieldset>
      <p class="problem" role="alert">
        {problem}
      </p>
      <button type="submit" class="filled">
        Create
      </button>
    </form>
  );
}
