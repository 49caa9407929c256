import type { Act } from '../../../core/audit/act.ts';
import { plain } from '../../../core/i18n/t.ts';
import { cancel } from '../../broadcasts/cancel.ts';
import type { BroadcastDesk, BroadcastShown, ControlAnswer } from '../../broadcasts/ports.ts';
import { send } from '../../broadcasts/send.ts';
import type { AuditWriter } from '../../ports.ts';
import type { FlashKey } from '../flash.ts';
import { AskBroadcast, BroadcastPage, type Step, stepsOf } from '../pages/broadcast.tsx';
import { BroadcastDraft } from '../pages/broadcast-draft.tsx';
import { Broadcasts, pathOf } from '../pages/broadcasts.tsx';
import type { PanelReader } from '../ports/reader.ts';
import type { PanelReply } from '../reply.ts';
import { field, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { broadcastForm } from './broadcast-form.tsx';

export type BroadcastsDeps = BroadcastDesk & {
  readonly audit: AuditWriter;
  readonly reader: Pick<PanelReader, 'titles'>;
};

type Handled =
  | 'broadcasts'
  | 'newBroadcast'
  | 'createBroadcast'
  | 'broadcast'
  | 'editBroadcast'
  | 'saveBroadcast'
  | 'sendBroadcast'
  | 'askBroadcast'
  | 'steerBroadcast';

const onePage = 50;

export function broadcasts(deps: BroadcastsDeps): Pick<PanelHandlers, Handled> {
  const { broadcasts: store, audit } = deps;
  return {
    ...broadcastForm(deps),

    async broadcasts({ lang, query, visitor }) {
      const page = await store.list(visitor.company_id, field(query, 'after') || undefined, onePage);
      const title = plain('panel.menu.broadcasts', lang);
      return { page: <Broadcasts page={page} visitor={visitor} />, title, at: 'broadcasts', live: true };
    },

    async broadcast({ params, query, visitor }) {
      const found = await store.find(visitor.company_id, params['id'] ?? '');
      if (!found) return { not: 'found' };
      return found.status === 'draft'
        ? draftPage(deps, found, visitor)
        : sentPage(deps, found, visitor, field(query, 'after') || undefined);
    },

    async sendBroadcast({ params, form, visitor, trace_id }) {
      const { id = '' } = params;
      const meant = { yes: field(form, 'few_seats') === 'yes', print: field(form, 'print') };
      const sent = await send(deps, visitor.company_id, id, meant);
      if (sent === 'gone') return { not: 'found' };
      if (sent === 'changed') return { go_to: pathOf(id), flash: 'panel.flash.broadcast_not_now' };
      if (sent === 'few_seats') return { go_to: pathOf(id) };
      await audit.write({ ...actBy({ visitor, trace_id }), what: 'broadcast.started', target: id });
      return {
        go_to: pathOf(id),
        flash: sent === 'sent' ? 'panel.flash.broadcast_sent' : 'panel.flash.broadcast_waits',
      };
    },

    async askBroadcast({ params, query, lang, visitor }) {
      const found = await store.find(visitor.company_id, params['id'] ?? '');
      const step = (['retry', 'cancel', 'recall'] as const).find((one) => one === field(query, 'step'));
      if (!found || !step) return { not: 'found' };
      if (!stepsOf(found).includes(step))
        return { go_to: pathOf(found.broadcast_id), flash: 'panel.flash.broadcast_not_now' };
      const page = <AskBroadcast broadcast={found} step={step} visitor={visitor} />;
      return { page, title: plain('panel.menu.broadcasts', lang), at: 'broadcasts' };
    },

    async steerBroadcast({ params, form, visitor, trace_id }) {
      const found = await store.find(visitor.company_id, params['id'] ?? '');
      const step = steps.find((one) => one === field(form, 'step'));
      if (!found || !step) return { not: 'found' };
      const unknown = field(form, 'unknown') === 'yes';
      const done = await steer(deps, found, step, { unknown, key: `panel:${trace_id}`, visitor });
      const { what } = outcomes[step];
      if (done.changed && what)
        await audit.write({ ...actBy({ visitor, trace_id }), what, target: found.broadcast_id });
      const go_to =
        step === 'remove' && done.changed ? panelRoutes.broadcasts.path : pathOf(found.broadcast_id);
      return { go_to, flash: done.flash };
    },
  };
}

async function draftPage(
  { broadcasts: store }: BroadcastsDeps,
  draft: BroadcastShown,
  visitor: Visitor,
): Promise<PanelReply> {
  const entries = draft.command.target === 'list' ? draft.typed.split(/[\s,;]+/).filter(Boolean) : [];
  const [reach, { unknown }] = await Promise.all([
    store.reach(visitor.company_id, draft),
    store.named(visitor.company_id, entries),
  ]);
  return {
    page: <BroadcastDraft draft={draft} reach={reach} unknown={unknown} visitor={visitor} />,
    title: plain('panel.broadcast.preview', visitor.lang),
    at: 'broadcasts',
  };
}

async function sentPage(
  { broadcasts: store }: BroadcastsDeps,
  broadcast: BroadcastShown,
  visitor: Visitor,
  after: string | undefined,
): Promise<PanelReply> {
  const troubles = await store.troubles(visitor.company_id, broadcast.broadcast_id, after, onePage);
  return {
    page: <BroadcastPage broadcast={broadcast} troubles={troubles} visitor={visitor} />,
    title: plain('panel.broadcast.progress', visitor.lang),
    at: 'broadcasts',
    live: ['stored', 'sending'].includes(broadcast.status) ? 'moving' : true,
  };
}

const steps = ['pause', 'resume', 'retry', 'cancel', 'recall', 'test', 'remove'] as const;
type AnyStep = (typeof steps)[number];

const outcomes: Readonly<Record<AnyStep, { readonly flash: FlashKey; readonly what: Act['what'] | null }>> = {
  pause: { flash: 'panel.flash.broadcast_paused', what: 'broadcast.paused' },
  resume: { flash: 'panel.flash.broadcast_resumed', what: 'broadcast.resumed' },
  retry: { flash: 'panel.flash.broadcast_retried', what: 'broadcast.retried' },
  cancel: { flash: 'panel.flash.broadcast_cancelled', what: 'broadcast.cancelled' },
  recall: { flash: 'panel.flash.broadcast_recalled', what: 'broadcast.recalled' },
  test: { flash: 'panel.flash.broadcast_tested', what: null },
  remove: { flash: 'panel.flash.broadcast_removed', what: 'broadcast.removed' },
};

type Asked = { readonly unknown: boolean; readonly key: string; readonly visitor: Visitor };
type Steered = { readonly changed: boolean; readonly flash: FlashKey };

async function steer(
  { broadcasts: store, control }: BroadcastsDeps,
  { broadcast_id: id }: BroadcastShown,
  step: AnyStep,
  { unknown, key, visitor }: Asked,
): Promise<Steered> {
  const done = { changed: true, flash: outcomes[step].flash };
  if (step === 'remove')
    return (await store.remove(visitor.company_id, id)) ? done : notDone('panel.flash.broadcast_not_now');
  if (step === 'test') {
    const sent = await control.test(id, key, visitor.user_id);
    if (sent === 'sent') return done;
    return notDone(
      sent === 'not_sent' ? 'panel.flash.broadcast_not_tested' : 'panel.flash.broadcast_no_answer',
    );
  }
  const company = visitor.company_id;
  const answer =
    step === 'cancel'
      ? await cancel({ broadcasts: store, control }, { company, id, key })
      : await ask(control, id, key, step, unknown);
  return answer.ok ? done : notDone(refusals[answer.reason]);
}

const notDone = (flash: FlashKey): Steered => ({ changed: false, flash });

const ask = (
  control: BroadcastsDeps['control'],
  id: string,
  key: string,
  step: Exclude<Step, 'cancel'>,
  unknown: boolean,
): Promise<ControlAnswer> => (step === 'retry' ? control.retry(id, key, unknown) : control[step](id, key));

const refusals = {
  not_now: 'panel.flash.broadcast_not_now',
  nobody: 'panel.flash.broadcast_nobody',
  outcome_unknown: 'panel.flash.broadcast_no_answer',
} as const satisfies Record<Extract<ControlAnswer, { ok: false }>['reason'], FlashKey>;
