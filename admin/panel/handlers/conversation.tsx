import { randomUUID } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import { isObjectId, userId } from '../../../core/shared/ids.ts';
import type { AuditWriter } from '../../ports.ts';
import { AnswerForm, type AnswerTyped, Beside, Thread } from '../pages/conversation.tsx';
import type { ReadyAnswers, SendNow, Talk, TalkDesk } from '../ports/conversations.ts';
import type { PanelReply } from '../reply.ts';
import { field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { conversationPath } from '../routes/conversations.ts';
import { actBy } from '../visitor.ts';

export type ConversationDeps = {
  readonly talks: TalkDesk;
  readonly ready: Pick<ReadyAnswers, 'list'>;
  readonly sendNow: SendNow;
  readonly audit: AuditWriter;
  readonly clock: () => Promise<number>;
};

type Names = 'conversation' | 'answerConversation' | 'handConversation' | 'closeConversation';

const onePage = 100;
/** Some messages of Telegram: longer than anybody reads. */
const longest = 10_000;

/** What one person and the coordinators say to one another. */
export const conversation = (deps: ConversationDeps): Pick<PanelHandlers, Names> => ({
  async conversation(request) {
    const before = beforeIn(request);
    const talk = await talkIn(deps, request, before);
    if (!talk) return { not: 'found' };
    const { visitor, redrawn } = request;
    // Who only looks has not read it for those who answer; nor has a page that nobody opened.
    if (visitor.role === 'admin' && !redrawn && before === undefined && talk.status !== 'none')
      await deps.talks.read(visitor.company_id, talk.user_id, talk.seq);
    return shown(deps, request, talk, { text: '' });
  },

  async answerConversation(request) {
    const talk = await talkIn(deps, request);
    if (!talk) return { not: 'found' };
    const { form, lang } = request;
    // A browser sends its own ends of lines; Telegram would count both signs.
    const text = field(form, 'text').replaceAll(/\r\n?/g, '\n').trim();
    const nonce = nonceIn(request);
    if (field(form, 'do') === 'insert') return insert(deps, request, talk, { text, nonce });
    const fault = faultOf(talk, text);
    if (fault) return refused(deps, request, talk, { text, nonce, fault: plain(fault, lang) });
    return answer(deps, request, talk, { text, nonce });
  },

  async handConversation(request) {
    const talk = await talkIn(deps, request);
    if (!talk) return { not: 'found' };
    const { visitor, form } = request;
    const to = conversationPath(talk.user_id);
    const [asked, seen] = [field(form, 'to'), field(form, 'was')];
    const colleagues = await deps.talks.colleagues(visitor.company_id);
    const chosen = colleagues.find(({ user_id }) => user_id === asked);
    if (asked !== '' && !chosen) return { go_to: to, flash: 'panel.flash.talk_not_handed' };
    const step = chosen ? (chosen.user_id === visitor.user_id ? steps.claim : steps.hand) : steps.release;
    const was = isObjectId(seen) ? userId(seen) : null;
    const now = chosen?.user_id ?? null;
    const done = await deps.talks.hand(visitor.company_id, talk.user_id, { was, now });
    if (!done) return { go_to: to, flash: 'panel.flash.talk_not_handed' };
    await deps.audit.write({ ...actBy(request), what: step.what, target: talk.user_id });
    return { go_to: to, flash: step.flash };
  },

  async closeConversation(request) {
    const talk = await talkIn(deps, request);
    if (!talk) return { not: 'found' };
    const to = conversationPath(talk.user_id);
    const done = await deps.talks.close(
      request.visitor.company_id,
      talk.user_id,
      Number(field(request.form, 'seq')) || 0,
    );
    if (!done) return { go_to: to, flash: 'panel.flash.talk_not_closed' };
    await deps.audit.write({ ...actBy(request), what: 'conversation.closed', target: talk.user_id });
    // Their topic in the group of coordinators is closed with it.
    await deps.sendNow(talk.user_id);
    return { go_to: to, flash: 'panel.flash.talk_closed' };
  },
});

async function talkIn(
  { talks }: Pick<ConversationDeps, 'talks'>,
  { params, visitor }: KnownRequest,
  before?: number,
): Promise<Talk | undefined> {
  const { id = '' } = params;
  return isObjectId(id) ? talks.talk(visitor.company_id, userId(id), { before, most: onePage }) : undefined;
}

function beforeIn({ query }: KnownRequest): number | undefined {
  const asked = field(query, 'before');
  return /^\d{1,9}$/.test(asked) ? Number(asked) : undefined;
}

/** Made with the form: the same one sent twice is one message. */
function nonceIn({ form }: KnownRequest): string {
  const given = field(form, 'nonce');
  return /^[\da-f-]{36}$/.test(given) ? given : randomUUID();
}

function faultOf({ reachable }: Talk, text: string) {
  if (reachable === 'no_account') return 'panel.talk.no_account';
  if (text === '') return 'panel.talk.fault.empty';
  return text.length > longest ? 'panel.talk.fault.long' : undefined;
}

type Typed = AnswerTyped & { readonly nonce: string };

async function answer(
  { talks, sendNow, audit, clock }: ConversationDeps,
  request: KnownRequest,
  { user_id: user }: Talk,
  { text, nonce }: Typed,
): Promise<PanelReply> {
  const { company_id, user_id: by } = request.visitor;
  const key = `staff:${nonce}`;
  const kept = await talks.answer(company_id, { user, by, key, text, at: await clock() });
  if (!kept) return { not: 'found' };
  await audit.write({ ...actBy(request), what: 'conversation.answered', target: user, key });
  const told = await sendNow(user);
  const flash = told === 'told' ? 'panel.flash.answer_kept' : 'panel.flash.answer_waits';
  return { go_to: conversationPath(user), flash };
}

/** Behind what was typed; nothing is sent. */
async function insert(
  deps: ConversationDeps,
  request: KnownRequest,
  talk: Talk,
  typed: Typed,
): Promise<PanelReply> {
  const known = await deps.ready.list(request.visitor.company_id);
  const chosen = known.find(({ id }) => id === field(request.form, 'ready'));
  const text = [typed.text, chosen?.text].filter(Boolean).join('\n\n');
  return shown(deps, request, talk, { ...typed, text });
}

const refused = async (
  deps: ConversationDeps,
  request: KnownRequest,
  talk: Talk,
  typed: Typed,
): Promise<PanelReply> => ({ ...(await shown(deps, request, talk, typed)), status: 422 });

async function shown(
  { talks, ready }: ConversationDeps,
  request: KnownRequest,
  talk: Talk,
  typed: AnswerTyped & { readonly nonce?: string },
) {
  const { visitor, lang, redrawn } = request;
  const admin = visitor.role === 'admin' && !redrawn;
  const [answers, colleagues] = await Promise.all([
    admin ? ready.list(visitor.company_id) : [],
    admin ? talks.colleagues(visitor.company_id) : [],
  ]);
  const form = { talk, typed, nonce: typed.nonce ?? randomUUID(), answers, visitor };
  const older = beforeIn(request) !== undefined;
  return {
    page: <Thread talk={talk} older={older} visitor={visitor} />,
    below: (
      <>
        {admin && !older && <AnswerForm {...form} />}
        <Beside talk={talk} colleagues={colleagues} visitor={visitor} />
      </>
    ),
    title: talk.name || plain('panel.nameless', lang),
    at: 'conversations',
    // What was said before does not go on.
    ...(!older && { live: 'moving' as const }),
  };
}

const steps = {
  claim: { what: 'conversation.claimed', flash: 'panel.flash.talk_claimed' },
  release: { what: 'conversation.released', flash: 'panel.flash.talk_released' },
  hand: { what: 'conversation.handed_over', flash: 'panel.flash.talk_handed' },
} as const;
