import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { typed } from '../form.ts';
import { known, shownNow, useTopic } from '../store.ts';
import { fromMoscow, moscowDate, moscowTime, offsetText } from '../time.ts';

const hourMs = 3_600_000;

export function ClockPanel() {
  useTopic('clock');
  const [problem, setProblem] = useState('');
  const move = async (how: { advance_ms: number } | { to: string }) => {
    setProblem('');
    try {
      await post('/clock', how);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const goTo = (form: HTMLFormElement) => {
    const given = new FormData(form);
    const at = fromMoscow(typed(given, 'date'), typed(given, 'time'));
    if (Number.isNaN(at)) return setProblem('A date and a time are needed');
    return void move({ to: new Date(at).toISOString() });
  };
  return (
    <>
      <p class="clock-now">
        <b>{moscowTime(shownNow())} MSK</b>
        <span>
          {known.offsetMs > 0 ? `${offsetText(known.offsetMs)} ahead of the real time` : 'the real time'}
        </span>
      </p>
      <div class="two">
        <button type="button" class="plain" onClick={() => void move({ advance_ms: hourMs })}>
          +1 hour
        </button>
        <button type="button" class="plain" onClick={() => void move({ advance_ms: 24 * hourMs })}>
          +1 day
        </button>
      </div>
      <form
        class="fields"
        aria-label="Go to a moment"
        onSubmit={(event) => {
          event.preventDefault();
          goTo(event.currentTarget);
        }}
      >
        <div class="two">
          <label>
            Date
            <input name="date" type="date" required defaultValue={moscowDate(shownNow() + 24 * hourMs)} />
          </label>
          <label>
            Time, Moscow
            <input name="time" type="time" required defaultValue="11:00" />
          </label>
        </div>
        <p class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="filled">
          Go there
        </button>
      </form>
      <p class="hint">
        The clock only goes forward. What Telegram itself measures (how long a tap can be answered, how long
        an update is kept) stays on the real time.
      </p>
    </>
  );
}
