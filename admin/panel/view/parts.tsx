import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'quiet';

/** A state in a word; the colour only says the same again. */
export const Badge = ({ tone, children }: { readonly tone: Tone; readonly children: ComponentChildren }) => (
  <span class={`badge ${tone}`}>{children}</span>
);

/** Nothing is here yet: why, and what to do next. */
export const Empty = ({
  text,
  children,
}: {
  readonly text: string;
  readonly children?: ComponentChildren;
}) => (
  <div class="empty">
    <p>{text}</p>
    {children}
  </div>
);

/** The name of the page, with what can be done on it. */
export const Toolbar = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) => (
  <div class="toolbar">
    <h1>{title}</h1>
    {children}
  </div>
);

type Column<Row> = { readonly label: string; readonly cell: (row: Row) => ComponentChildren };

/** Columns on a wide screen, a card for each row on a phone; the first column names the row. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}) {
  return (
    <table class="table stacks" aria-label={caption}>
      <thead>
        <tr>
          {columns.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ label, cell }, at) =>
              at === 0 ? (
                <th key={label} scope="row">
                  {cell(row)}
                </th>
              ) : (
                <td key={label} data-label={label}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is known of one thing, name by name; a row without a name goes on from the one before. */
export const Facts = ({
  rows,
}: {
  readonly rows: readonly (readonly [name: ComponentChildren, value: ComponentChildren])[];
}) => (
  <dl class="about">
    {rows.map(([name, value], at) => (
      <div key={at}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
