import { useEffect, useState } from 'preact/hooks';
import { known, shownNow, useTopic } from '../store.ts';
import { moscowTime, offsetText } from '../time.ts';

const everyMs = 5000;

/** The sandbox's time, which may be ahead of the real one. */
export function ClockFace() {
  useTopic('clock');
  const [, draw] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => draw((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <p class={`clock-face ${known.offsetMs > 0 ? 'moved' : ''}`} title="Time in the sandbox, Moscow">
      <span class="sr">Time in the sandbox: </span>
      <time>{moscowTime(shownNow())} MSK</time>
      {known.offsetMs > 0 && <span class="offset">{offsetText(known.offsetMs)}</span>}
    </p>
  );
}
