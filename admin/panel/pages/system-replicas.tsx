import type { Replica } from '../../../contracts/replica.ts';
import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { dayAndClock } from '../../../core/time/people.ts';
import { hearing, isAlive, missingRoles } from '../../system/state.ts';
import { Badge, Facts, Table } from '../view/parts.tsx';
import { Stamp } from '../view/stamp.tsx';

type Props = {
  readonly replicas: readonly Replica[] | undefined;
  readonly nowMs: number;
  readonly lang: Lang;
};

/** Every process there is, and how the bot hears Telegram. */
export const Replicas = ({ replicas, nowMs, lang }: Props) => (
  <>
    <section class="card">
      <h2>{plain('panel.system.replicas', lang)}</h2>
      {replicas === undefined && <p class="soft">{plain('panel.system.replicas_unknown', lang)}</p>}
      {replicas?.length === 0 && <p class="soft">{plain('panel.system.no_replicas', lang)}</p>}
      {replicas && replicas.length > 0 && (
        <>
          {missingRoles(replicas, nowMs).map((role) => (
            <p key={role} class="flash warn">
              {plain('panel.system.role_missing', lang, { role })}
            </p>
          ))}
          <Processes replicas={replicas} nowMs={nowMs} lang={lang} />
        </>
      )}
    </section>
    {replicas && <Bot replicas={replicas} nowMs={nowMs} lang={lang} />}
  </>
);

const Processes = ({ replicas, nowMs, lang }: Props & { readonly replicas: readonly Replica[] }) => (
  <Table
    caption={plain('panel.system.replicas', lang)}
    keyOf={({ id }) => id}
    rows={replicas}
    columns={[
      { label: plain('panel.system.replica', lang), cell: ({ role }) => role },
      {
        label: plain('panel.system.state', lang),
        cell: (one) => {
          if (!isAlive(one, nowMs))
            return (
              <Badge tone="bad">{plain('panel.system.silent', lang, { at: dayAndClock(one.at) })}</Badge>
            );
          return (
            <Badge tone={one.ready ? 'good' : 'warn'}>
              {plain(one.ready ? 'panel.system.alive' : 'panel.system.unready', lang)}
            </Badge>
          );
        },
      },
      { label: plain('panel.system.version', lang), cell: ({ version }) => version || '–' },
      {
        label: plain('panel.system.running_since', lang),
        cell: ({ started_at: at }) => <Stamp at={at} />,
      },
      { label: plain('panel.system.where', lang), cell: ({ host, pid }) => `${host} · ${pid}` },
    ]}
  />
);

function Bot({ replicas, nowMs, lang }: Props & { readonly replicas: readonly Replica[] }) {
  const heard = hearing(replicas, nowMs);
  if (!heard) return null;
  const { mode, last_at: at } = heard;
  return (
    <section class="card">
      <h2>{plain('panel.system.bot', lang)}</h2>
      <Facts
        rows={[
          [
            plain('panel.system.mode', lang),
            plain(mode === 'polling' ? 'panel.system.polling' : 'panel.system.webhook', lang),
          ],
          [
            plain('panel.system.last_update', lang),
            at === null ? plain('panel.system.no_update', lang) : <Stamp at={at} />,
          ],
        ]}
      />
    </section>
  );
}
