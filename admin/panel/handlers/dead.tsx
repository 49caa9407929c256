import { plain } from '../../../core/i18n/t.ts';
import type { AuditWriter } from '../../ports.ts';
import { DeadList, DeadPage } from '../pages/dead.tsx';
import { type DeadMessages, deadStates, type SendBack } from '../ports/dead.ts';
import { field, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy } from '../visitor.ts';

export type DeadDeps = {
  readonly dead: DeadMessages;
  readonly sendBack: SendBack;
  readonly now: () => number;
  readonly audit: AuditWriter;
};

const onePage = 50;

export const dead = ({
  dead: store,
  sendBack,
  now,
  audit,
}: DeadDeps): Pick<PanelHandlers, 'dead' | 'deadMessage' | 'settleDead'> => ({
  async dead({ query, lang }) {
    const state = deadStates.find((one) => one === field(query, 'state')) ?? 'waiting';
    const page = await store.list(state, field(query, 'after') || undefined, onePage);
    return {
      page: <DeadList page={page} state={state} lang={lang} />,
      title: plain('panel.menu.dead', lang),
      at: 'dead',
      live: true,
    };
  },

  async deadMessage({ query, lang, visitor }) {
    const message = await store.find(field(query, 'id'));
    if (!message) return { not: 'found' };
    return {
      page: <DeadPage message={message} visitor={visitor} />,
      title: plain('panel.menu.dead', lang),
      at: 'dead',
    };
  },

  async settleDead({ form, visitor, trace_id }) {
    const message = await store.find(field(form, 'id'));
    const how = (['retried', 'discarded'] as const).find((one) => one === field(form, 'how'));
    if (!message || !how) return { not: 'found' };
    const go_to = panelRoutes.dead.path;
    if (message.state !== 'waiting') return { go_to, flash: 'panel.flash.dead_settled_before' };
    // Sent first, noted then: twice is harmless, because consumers know the message by its id; never is not.
    if (how === 'retried') await sendBack(message);
    const isOurs = await store.settle(message, how, visitor.user_id, now());
    if (!isOurs) return { go_to, flash: 'panel.flash.dead_settled_before' };
    await audit.write({
      ...actBy({ visitor, trace_id }),
      what: `message.${how}`,
      target: message.id,
      title: message.queue,
      reason: message.reason,
    });
    return { go_to, flash: how === 'retried' ? 'panel.flash.dead_retried' : 'panel.flash.dead_discarded' };
  },
});
