import { plain } from '../../../core/i18n/t.ts';
import { checkDraft, readButtons, writeButtons } from '../../broadcasts/check-draft.ts';
import type { BroadcastShown } from '../../broadcasts/ports.ts';
import { BroadcastForm, type Typed } from '../pages/broadcast-form.tsx';
import { pathOf } from '../pages/broadcasts.tsx';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy, type Visitor } from '../visitor.ts';
import type { BroadcastsDeps } from './broadcasts.tsx';

type Handled = 'newBroadcast' | 'createBroadcast' | 'editBroadcast' | 'saveBroadcast';
type Request = {
  readonly form: Fields;
  readonly visitor: Visitor;
  readonly trace_id: string;
};

const newPath = panelRoutes.newBroadcast.path;

export function broadcastForm(deps: BroadcastsDeps): Pick<PanelHandlers, Handled> {
  const { broadcasts: store } = deps;
  const form = async (visitor: Visitor, typed: Typed, to: string): Promise<PanelReply> => ({
    page: (
      <BroadcastForm
        typed={typed}
        faults={[]}
        events={await eventsFor(deps, visitor)}
        visitor={visitor}
        to={to}
      />
    ),
    title: plain('panel.broadcasts.new', visitor.lang),
    at: 'broadcasts',
  });
  return {
    newBroadcast: ({ query, visitor }) => form(visitor, { ...blank, event: field(query, 'event') }, newPath),
    createBroadcast: (request) => save(deps, request, undefined),
    async editBroadcast({ params, visitor }) {
      const found = await store.find(visitor.company_id, params['id'] ?? '');
      if (found?.status !== 'draft') return { not: 'found' };
      return form(visitor, typedOf(found), `${pathOf(found.broadcast_id)}/edit`);
    },
    async saveBroadcast(request) {
      const found = await store.find(request.visitor.company_id, request.params['id'] ?? '');
      return found ? save(deps, request, found.broadcast_id) : { not: 'found' };
    },
  };
}

const blank: Typed = {
  text: '',
  markup: false,
  event: '',
  audience: 'channel',
  chat: '',
  people: '',
  buttons: '',
};

async function save(
  deps: BroadcastsDeps,
  { form, visitor, trace_id }: Request,
  id: string | undefined,
): Promise<PanelReply> {
  const { broadcasts: store, audit } = deps;
  const { company_id, user_id, lang } = visitor;
  const typed = typedIn(form);
  const checked = await checkDraft(store, company_id, { ...typed, buttons: readButtons(typed.buttons) });
  if (!checked.ok) {
    const to = id === undefined ? newPath : `${pathOf(id)}/edit`;
    const events = await eventsFor(deps, visitor);
    return {
      page: <BroadcastForm typed={typed} faults={checked.faults} events={events} visitor={visitor} to={to} />,
      title: plain('panel.broadcasts.new', lang),
      at: 'broadcasts',
      status: 422,
    };
  }
  const by = { user_id, role: 'admin', channel: 'panel' } as const;
  const saved = await store.save(company_id, checked.draft, by, id === undefined ? undefined : { id });
  if (saved === undefined) return { go_to: pathOf(id ?? ''), flash: 'panel.flash.broadcast_not_now' };
  const what = id === undefined ? 'broadcast.created' : 'broadcast.changed';
  await audit.write({ ...actBy({ visitor, trace_id }), what, target: saved });
  return { go_to: pathOf(saved), flash: 'panel.flash.broadcast_saved' };
}

/** Browsers send line breaks as two characters: Telegram would count both. */
const lines = (form: Fields, name: string): string => field(form, name).replaceAll('\r\n', '\n');

const typedIn = (form: Fields): Typed => ({
  text: lines(form, 'text'),
  markup: field(form, 'markup') === 'yes',
  event: field(form, 'event'),
  audience: field(form, 'audience'),
  chat: field(form, 'chat'),
  people: lines(form, 'people'),
  buttons: lines(form, 'buttons'),
});

function typedOf({ command, typed }: BroadcastShown): Typed {
  const { target } = command;
  const isPeople = target === 'unbooked' || target === 'list';
  return {
    text: command.message_text,
    markup: command.parse_mode === 'HTML',
    event: command.event_id ?? '',
    audience: isPeople ? target : 'channel',
    chat: isPeople || target === undefined ? '' : String(target),
    people: typed,
    buttons: writeButtons(command.buttons),
  };
}

async function eventsFor({ reader }: BroadcastsDeps, { company_id }: Visitor) {
  const all = await reader.titles(company_id);
  return all.filter(({ status }) => status === 'open' || status === 'draft');
}
