import { plain } from '../../../core/i18n/t.ts';
import { meet } from '../../../core/shared/three-way.ts';
import { checkDraft, readButtons } from '../../broadcasts/check-draft.ts';
import type { BroadcastShown } from '../../broadcasts/ports.ts';
import { BroadcastForm, type DraftTexts } from '../pages/broadcast-form.tsx';
import { pathOf } from '../pages/broadcasts.tsx';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy, type Visitor } from '../visitor.ts';
import {
  blankDraft,
  draftFields,
  readable,
  textsIn,
  textsOf,
  typedFrom,
  typedOf,
} from './broadcast-texts.ts';
import type { BroadcastsDeps } from './broadcasts.tsx';

type Handled = 'newBroadcast' | 'createBroadcast' | 'editBroadcast' | 'saveBroadcast';
type Request = {
  readonly form: Fields;
  readonly visitor: Visitor;
  readonly trace_id: string;
};
type FormProps = Parameters<typeof BroadcastForm>[0];

const newPath = panelRoutes.newBroadcast.path;
const pathTo = (draft: BroadcastShown | undefined) =>
  draft ? `${pathOf(draft.broadcast_id)}/edit` : newPath;

export function broadcastForm(deps: BroadcastsDeps): Pick<PanelHandlers, Handled> {
  const { broadcasts: store } = deps;
  return {
    newBroadcast: ({ query, visitor }) =>
      form(deps, visitor, { typed: { ...blankDraft, event: field(query, 'event') }, to: newPath }),
    createBroadcast: (request) => save(deps, request, textsIn(request.form)),
    async editBroadcast({ params, visitor }) {
      const found = await store.find(visitor.company_id, params['id'] ?? '');
      if (found?.status !== 'draft') return { not: 'found' };
      return form(deps, visitor, { typed: typedOf(found), seen: textsOf(found), to: pathTo(found) });
    },
    async saveBroadcast(request) {
      const found = await store.find(request.visitor.company_id, request.params['id'] ?? '');
      return found ? change(deps, request, found, textsIn(request.form, 'seen_')) : { not: 'found' };
    },
  };
}

async function form(
  deps: BroadcastsDeps,
  visitor: Visitor,
  shown: Pick<FormProps, 'typed' | 'to'> & Partial<FormProps>,
): Promise<Extract<PanelReply, { readonly page: unknown }>> {
  return {
    page: <BroadcastForm faults={[]} events={await eventsFor(deps, visitor)} visitor={visitor} {...shown} />,
    title: plain('panel.broadcasts.new', visitor.lang),
    at: 'broadcasts',
  };
}

/** What was typed meets what the draft is now: nobody overwrites what they have not seen, and nothing typed is lost. */
async function change(
  deps: BroadcastsDeps,
  request: Request,
  now: BroadcastShown,
  seen: DraftTexts,
): Promise<PanelReply> {
  const { visitor } = request;
  const texts = textsIn(request.form);
  if (now.status !== 'draft')
    return {
      ...(await form(deps, visitor, { typed: typedFrom(texts), to: newPath, late: true })),
      status: 409,
    };
  const { merged, theirs } = meet(draftFields, { seen, typed: texts, now: textsOf(now) });
  if (theirs.length === 0) return save(deps, request, merged, now);
  const titles = await deps.reader.titles(visitor.company_id);
  const shown = { typed: typedFrom(merged), seen: textsOf(now), to: pathTo(now) };
  const told = theirs.map(readable(titles, visitor.lang));
  return { ...(await form(deps, visitor, { ...shown, theirs: told })), status: 409 };
}

async function save(
  deps: BroadcastsDeps,
  request: Request,
  texts: DraftTexts,
  draft?: BroadcastShown,
): Promise<PanelReply> {
  const { broadcasts: store, audit } = deps;
  const { visitor, trace_id } = request;
  const { company_id, user_id } = visitor;
  const typed = typedFrom(texts);
  const checked = await checkDraft(store, company_id, { ...typed, buttons: readButtons(typed.buttons) });
  if (!checked.ok) {
    const seen = draft && textsOf(draft);
    const shown = { typed, faults: checked.faults, seen, to: pathTo(draft) };
    return { ...(await form(deps, visitor, shown)), status: 422 };
  }
  const by = { user_id, role: 'admin', channel: 'panel' } as const;
  const which = draft && { id: draft.broadcast_id, rev: draft.rev };
  const saved = await store.save(company_id, checked.draft, by, which);
  if (saved === undefined) return overtaken(deps, request, draft);
  const what = draft ? 'broadcast.changed' : 'broadcast.created';
  await audit.write({ ...actBy({ visitor, trace_id }), what, target: saved });
  return { go_to: pathOf(saved), flash: 'panel.flash.broadcast_saved' };
}

/** Somebody saved, sent or removed it between the look at it and the writing. */
async function overtaken(
  deps: BroadcastsDeps,
  request: Request,
  draft: BroadcastShown | undefined,
): Promise<PanelReply> {
  const { company_id } = request.visitor;
  const now = draft && (await deps.broadcasts.find(company_id, draft.broadcast_id));
  if (now && now.rev !== draft.rev) return change(deps, request, now, textsOf(draft));
  const gone = { typed: typedFrom(textsIn(request.form)), to: newPath, late: true };
  return { ...(await form(deps, request.visitor, gone)), status: 409 };
}

async function eventsFor({ reader }: BroadcastsDeps, { company_id }: Visitor) {
  const all = await reader.titles(company_id);
  return all.filter(({ status }) => status === 'open' || status === 'draft');
}
