export type Bar = {
  readonly label: string;
  /** What stands beside it. */
  readonly said: string;
  /** From 0 to 1. */
  readonly share: number;
};

const width = 360;
const barHeight = 14;
const rowHeight = 40;

type Drawing = { readonly id: string; readonly title: string; readonly text: string };

/** Bars one below the other; the whole width is everything. The same numbers stand in the table beneath. */
export function Bars({ id, title, text, bars }: Drawing & { readonly bars: readonly Bar[] }) {
  const height = bars.length * rowHeight;
  return (
    <svg
      class="drawing"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{text}</desc>
      {bars.map(({ label, said, share }, at) => {
        const top = at * rowHeight;
        return (
          <g key={label}>
            <text x={0} y={top + 14}>
              {label}
            </text>
            <text x={width} y={top + 14} text-anchor="end" class="said">
              {said}
            </text>
            <rect x={0} y={top + 20} width={width} height={barHeight} rx={4} class="ground" />
            <rect x={0} y={top + 20} width={round(share * width)} height={barHeight} rx={4} class="bar" />
          </g>
        );
      })}
    </svg>
  );
}

export type Column = { readonly label: string; readonly whole: number; readonly part: number };

const columnsHeight = 150;
const labelled = 6;

/** A column for each day: how much there is, and how much of it is taken. */
export function Columns({ id, title, text, columns }: Drawing & { readonly columns: readonly Column[] }) {
  const most = Math.max(1, ...columns.map(({ whole, part }) => Math.max(whole, part)));
  const step = width / Math.max(columns.length, 1);
  const wide = Math.min(step * 0.7, 36);
  const high = (value: number) => round((value / most) * columnsHeight);
  const every = Math.ceil(columns.length / labelled);
  return (
    <svg
      class="drawing"
      viewBox={`0 0 ${width} ${columnsHeight + 22}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-desc`}>{text}</desc>
      {columns.map(({ label, whole, part }, at) => {
        const middle = round((at + 0.5) * step);
        const left = round(middle - wide / 2);
        const box = { x: left, width: round(wide), rx: 2 };
        return (
          <g key={label}>
            <rect {...box} y={columnsHeight - high(whole)} height={high(whole)} class="ground" />
            <rect {...box} y={columnsHeight - high(part)} height={high(part)} class="bar" />
            {at % every === 0 && (
              <text x={middle} y={columnsHeight + 16} text-anchor="middle" class="small">
                {label}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const round = (value: number): number => Math.round(value * 10) / 10;
