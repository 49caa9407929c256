import { plain } from '../../../core/i18n/t.ts';
import type { Specialist } from '../ports/events.ts';
import type { FeedRow, Room } from '../ports/feeds.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Empty, Table, Toolbar } from '../view/parts.tsx';
import { Stamp } from '../view/stamp.tsx';
import type { Visitor } from '../visitor.ts';

type Props = {
  readonly rows: readonly FeedRow[];
  readonly specialists: readonly Specialist[];
  readonly rooms: readonly Room[];
  readonly fault?: string | undefined;
  readonly visitor: Visitor;
};

export function FeedsPage({ rows, visitor, ...choice }: Props) {
  const { lang, form_token } = visitor;
  return (
    <>
      <Toolbar title={plain('panel.menu.feeds', lang)} />
      <section class="card">
        <p>{plain('panel.feeds.text', lang)}</p>
        {rows.length === 0 ? (
          <Empty text={plain('panel.feeds.empty', lang)} />
        ) : (
          <Table
            caption={plain('panel.menu.feeds', lang)}
            keyOf={(row) => row.id}
            rows={rows}
            columns={[
              {
                label: plain('panel.feeds.whose', lang),
                cell: ({ name }) => name || plain('panel.nameless', lang),
              },
              { label: plain('panel.feeds.made', lang), cell: (row) => <Stamp at={row.made_at} /> },
              {
                label: plain('panel.feeds.asked', lang),
                cell: ({ asked_at: at }) =>
                  at === null ? plain('panel.feeds.never', lang) : <Stamp at={at} />,
              },
              {
                label: plain('panel.feeds.revoke', lang),
                cell: ({ id, name }) => (
                  <form method="post" action={`${panelRoutes.feeds.path}/${id}/revoke`}>
                    <FormToken token={form_token} />
                    <button
                      type="submit"
                      class="danger"
                      aria-label={`${plain('panel.feeds.revoke', lang)}: ${name}`}
                    >
                      {plain('panel.feeds.revoke', lang)}
                    </button>
                  </form>
                ),
              },
            ]}
          />
        )}
      </section>
      <Make {...choice} visitor={visitor} />
    </>
  );
}

function Make({ specialists, rooms, fault, visitor }: Omit<Props, 'rows'>) {
  const { lang, form_token, role } = visitor;
  const whose = { name: 'whose', fault };
  const nobody = role === 'admin' && specialists.length === 0 && rooms.length === 0;
  return (
    <section class="card">
      <h2>{plain('panel.feeds.new', lang)}</h2>
      {nobody ? (
        <p class="soft">{plain('panel.feeds.nobody', lang)}</p>
      ) : (
        <form method="post" action={panelRoutes.makeFeed.path}>
          <FormToken token={form_token} />
          {role === 'admin' ? (
            <Field {...whose} label={plain('panel.feeds.whose', lang)}>
              <select {...inputOf(whose)}>
                <option value="">–</option>
                <optgroup label={plain('panel.feeds.specialist', lang)}>
                  {specialists.map(({ user_id, name }) => (
                    <option key={user_id} value={`specialist ${user_id}`}>
                      {name || plain('panel.nameless', lang)}
                    </option>
                  ))}
                </optgroup>
                <optgroup label={plain('panel.feeds.room', lang)}>
                  {rooms.map(({ location, room }, at) => (
                    <option key={at} value={`room ${JSON.stringify([location, room])}`}>
                      {[location ?? plain('panel.feeds.no_place', lang), room].filter(Boolean).join(', ')}
                    </option>
                  ))}
                </optgroup>
              </select>
            </Field>
          ) : (
            <p>{plain('panel.feeds.own', lang)}</p>
          )}
          <button type="submit" class="first">
            {plain('panel.feeds.make', lang)}
          </button>
        </form>
      )}
    </section>
  );
}

export const FeedMade = ({
  name,
  address,
  visitor: { lang },
}: {
  readonly name: string;
  readonly address: string;
  readonly visitor: Visitor;
}) => (
  <section class="card">
    <h1>{plain('panel.feeds.ready', lang, { name })}</h1>
    <p>{plain('panel.feeds.once', lang)}</p>
    <p>
      <code class="copy">{address}</code>
    </p>
    <a class="button" href={panelRoutes.feeds.path}>
      {plain('panel.feeds.back', lang)}
    </a>
  </section>
);
