import { cleanLine } from '../../../core/i18n/clean.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { AuditWriter } from '../../ports.ts';
import { ReadyAnswerPage, ReadyAnswersPage, type ReadyFaults } from '../pages/ready-answers.tsx';
import type { ReadyAnswer, ReadyAnswers, ReadyTexts } from '../ports/conversations.ts';
import type { PanelReply } from '../reply.ts';
import { type Fields, field, type KnownRequest, type PanelHandlers } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { actBy } from '../visitor.ts';

export type ReadyAnswerDeps = { readonly ready: ReadyAnswers; readonly audit: AuditWriter };
type Names = 'readyAnswers' | 'addReadyAnswer' | 'readyAnswer' | 'changeReadyAnswer' | 'removeReadyAnswer';

const list = panelRoutes.readyAnswers.path;
const blank: ReadyTexts = { title: '', text: '' };

/** What coordinators answer often. */
export const readyAnswers = (deps: ReadyAnswerDeps): Pick<PanelHandlers, Names> => ({
  readyAnswers: (request) => all(deps, request, blank),

  async addReadyAnswer(request) {
    const typed = textsIn(request.form);
    const faults = faultsOf(typed, request);
    if (faults) return { ...(await all(deps, request, typed, faults)), status: 422 };
    const target = await deps.ready.add(request.visitor.company_id, typed);
    await deps.audit.write({ ...actBy(request), what: 'answer.created', target, title: typed.title });
    return { go_to: list, flash: 'panel.flash.ready_saved' };
  },

  async readyAnswer(request) {
    const answer = await found(deps, request);
    return answer ? one(request, { answer, typed: answer }) : { not: 'found' };
  },

  async changeReadyAnswer(request) {
    const answer = await found(deps, request);
    if (!answer) return { not: 'found' };
    const typed = textsIn(request.form);
    const faults = faultsOf(typed, request);
    if (faults) return { ...one(request, { answer, typed, faults }), status: 422 };
    const rev = Number(field(request.form, 'rev'));
    const changed = await deps.ready.change(request.visitor.company_id, answer.id, rev, typed);
    // What somebody else made of it meanwhile is shown beside what was typed.
    if (!changed) return { ...one(request, { answer, typed, overtaken: true }), status: 409 };
    const act = { ...actBy(request), what: 'answer.changed', target: answer.id, title: typed.title } as const;
    await deps.audit.write({ ...act, before: { ...valuesOf(answer) }, after: { ...valuesOf(typed) } });
    return { go_to: list, flash: 'panel.flash.ready_saved' };
  },

  async removeReadyAnswer(request) {
    const answer = await found(deps, request);
    if (!answer || !(await deps.ready.remove(request.visitor.company_id, answer.id))) return { not: 'found' };
    const act = {
      ...actBy(request),
      what: 'answer.removed',
      target: answer.id,
      title: answer.title,
    } as const;
    await deps.audit.write(act);
    return { go_to: list, flash: 'panel.flash.ready_removed' };
  },
});

const found = async ({ ready }: ReadyAnswerDeps, { params, visitor }: KnownRequest) =>
  (await ready.list(visitor.company_id)).find(({ id }) => id === params['answer']);

const valuesOf = ({ title, text }: ReadyTexts): ReadyTexts => ({ title, text });

const longestTitle = 100;
const longestText = 4_000;

const textsIn = (form: Fields): ReadyTexts => ({
  title: cleanLine(field(form, 'title'), 1_000),
  text: field(form, 'text').replaceAll(/\r\n?/g, '\n').trim(),
});

function faultsOf({ title, text }: ReadyTexts, { lang }: KnownRequest): ReadyFaults | undefined {
  const faults: ReadyFaults = {
    ...((title === '' || title.length > longestTitle) && { title: plain('panel.ready.fault.title', lang) }),
    ...((text === '' || text.length > longestText) && { text: plain('panel.ready.fault.text', lang) }),
  };
  return Object.keys(faults).length > 0 ? faults : undefined;
}

async function all(
  { ready }: ReadyAnswerDeps,
  { visitor, lang }: KnownRequest,
  typed: ReadyTexts,
  faults: ReadyFaults = {},
) {
  const answers = await ready.list(visitor.company_id);
  return {
    page: <ReadyAnswersPage answers={answers} typed={typed} faults={faults} visitor={visitor} />,
    title: plain('panel.ready.title', lang),
    at: 'conversations',
  };
}

type Shown = {
  readonly answer: ReadyAnswer;
  readonly typed: ReadyTexts;
  readonly faults?: ReadyFaults;
  readonly overtaken?: true;
};

const one = ({ visitor }: KnownRequest, shown: Shown): PanelReply & { readonly page: unknown } => ({
  page: <ReadyAnswerPage {...shown} visitor={visitor} />,
  title: shown.answer.title,
  at: 'conversations',
});
