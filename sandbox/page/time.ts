const zone = 'Europe/Moscow';
const locale = 'en-GB';

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });

const clock = format({ hour: '2-digit', minute: '2-digit' });
const dayAndTime = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const day = format({ weekday: 'long', day: 'numeric', month: 'long' });
const numbers = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** Formatting is slow and many messages share a minute and a day. */
function kept(unit: number, write: (ms: number) => string): (seconds: number) => string {
  const known = new Map<number, string>();
  return (seconds) => {
    const key = Math.floor(seconds / unit);
    const text = known.get(key) ?? write(seconds * 1000);
    if (known.size > 5000) known.clear();
    known.set(key, text);
    return text;
  };
}

export const timeOf = kept(60, (ms) => clock.format(ms));
/** By the hour: a day of Moscow begins on a whole hour of UTC. */
export const dayOf = kept(3600, (ms) => day.format(ms));
export const moscowTime = (ms: number): string => dayAndTime.format(ms);

/** `2026-11-26`, as a date field wants it. */
export const moscowDate = (ms: number): string => numbers.format(ms);

/** Moscow has kept the same offset all year since 2014. */
export const fromMoscow = (date: string, time: string): number => Date.parse(`${date}T${time}:00+03:00`);

export function offsetText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  return `+${
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || '0 min'
  }`;
}

/** What `<tg-time>` shows: relative, or weekday, date and time as its letters say. */
export function tgTime(unix: number, letters: string, now: number): string | null {
  if (letters === 'r') return relative(unix - now / 1000);
  const options: Intl.DateTimeFormatOptions = {
    ...(letters.includes('w') && { weekday: 'long' }),
    ...(letters.includes('d') && { day: '2-digit', month: '2-digit', year: 'numeric' }),
    ...(letters.includes('D') && { day: 'numeric', month: 'long', year: 'numeric' }),
    ...(letters.includes('t') && { hour: '2-digit', minute: '2-digit' }),
    ...(letters.includes('T') && { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  return Object.keys(options).length === 0 ? null : format(options).format(unix * 1000);
}

function relative(seconds: number): string {
  const speaker = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return speaker.format(Math.round(seconds), 'second');
  if (size < 3600) return speaker.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return speaker.format(Math.round(seconds / 3600), 'hour');
  return speaker.format(Math.round(seconds / 86_400), 'day');
}
