import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { columns, showBeside, showOnly } from '../columns.ts';
import { typed } from '../form.ts';
import { changed, known, useTopic } from '../store.ts';
import type { Expected, Person } from '../types.ts';
import { Modal } from './modal.tsx';

const languages = ['ru', 'en', 'de', 'es', 'fr', 'uk', 'kk', 'tr', 'zh'];

export function NewPerson({ close }: { close: () => void }) {
  useTopic('people');
  const [problem, setProblem] = useState('');
  const make = async (form: HTMLFormElement) => {
    const text = (name: string) => typed(new FormData(form), name);
    if (text('first_name') === '') return setProblem('A first name is needed');
    const given = ['first_name', 'last_name', 'username', 'language_code', 'phone'].flatMap((name) =>
      text(name) === '' ? [] : [[name, text(name).replace(/^@/, '')]],
    );
    const id = text('id') === '' ? {} : { id: Number(text('id')) };
    await add({ ...Object.fromEntries(given), ...id });
  };
  const add = async (given: object) => {
    try {
      const person = await post<Person>('/people', given);
      known.people.set(person.id, person);
      changed('people');
      const wide = matchMedia('(min-width: 720px)').matches;
      if (wide && columns.length > 0) showBeside(person.id);
      else showOnly(person.id);
      close();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Modal title="New person" close={close}>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void make(event.currentTarget);
        }}
      >
        <ExpectedPeople play={(one) => void add(one)} />
        <label>
          First name
          <input name="first_name" required maxLength={64} autocomplete="off" />
        </label>
        <label>
          Last name
          <input name="last_name" maxLength={64} autocomplete="off" />
        </label>
        <label>
          Username
          <input name="username" placeholder="without @" pattern="@?[A-Za-z0-9_]{3,32}" autocomplete="off" />
        </label>
        <TelegramId />
        <Language />
        <p class="problem" role="alert">
          {problem}
        </p>
        <div class="actions">
          <button type="button" class="plain" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="filled">
            Create
          </button>
        </div>
      </form>
    </Modal>
  );
}

/** Somebody a bot has on its list is played as they are there: the bot knows them by their id. */
function ExpectedPeople({ play }: { play: (one: Expected) => void }) {
  const people = known.expected.filter(({ id }) => !known.people.has(id));
  if (people.length === 0) return null;
  return (
    <fieldset class="expected">
      <legend>On the bot’s list, played by nobody yet</legend>
      <ul>
        {people.map((one) => (
          <li key={one.id}>
            <button type="button" class="plain" onClick={() => play(one)}>
              {[one.first_name, one.last_name].filter(Boolean).join(' ')} <small>{one.id}</small>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const Language = () => (
  <label>
    Language of the app
    <select name="language_code">
      {languages.map((code) => (
        <option key={code}>{code}</option>
      ))}
    </select>
  </label>
);

const TelegramId = () => (
  <label>
    Telegram ID
    <input
      name="id"
      inputMode="numeric"
      placeholder="any, when left blank"
      pattern="[0-9]{1,15}"
      autocomplete="off"
    />
  </label>
);
