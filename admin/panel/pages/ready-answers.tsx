import { plain } from '../../../core/i18n/t.ts';
import type { ReadyAnswer, ReadyTexts } from '../ports/conversations.ts';
import { readyAnswerPath } from '../routes/conversations.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import { Empty, Table, Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

export type ReadyFaults = Partial<ReadyTexts>;
type ListProps = {
  readonly answers: readonly ReadyAnswer[];
  readonly typed: ReadyTexts;
  readonly faults: ReadyFaults;
  readonly visitor: Visitor;
};

export function ReadyAnswersPage({ answers, typed, faults, visitor }: ListProps) {
  const { lang, form_token } = visitor;
  return (
    <>
      <Toolbar title={plain('panel.ready.title', lang)}>
        <a class="button" href={panelRoutes.conversations.path}>
          {plain('panel.ready.back', lang)}
        </a>
      </Toolbar>
      {answers.length === 0 ? (
        <Empty text={plain('panel.ready.empty', lang)} />
      ) : (
        <section class="card">
          <Table
            caption={plain('panel.ready.title', lang)}
            keyOf={({ id }) => id}
            rows={answers}
            columns={[
              {
                label: plain('panel.ready.name', lang),
                cell: ({ id, title }) => <a href={readyAnswerPath(id)}>{title}</a>,
              },
              {
                label: plain('panel.ready.text', lang),
                cell: ({ text }) => <span class="said lines">{text}</span>,
              },
            ]}
          />
        </section>
      )}
      <form method="post" action={panelRoutes.addReadyAnswer.path} class="card composer">
        <h2>{plain('panel.ready.new', lang)}</h2>
        <FormToken token={form_token} />
        <Inputs typed={typed} faults={faults} lang={lang} />
        <button type="submit" class="first">
          {plain('panel.ready.add', lang)}
        </button>
      </form>
    </>
  );
}

type OneProps = {
  readonly answer: ReadyAnswer;
  readonly typed: ReadyTexts;
  readonly faults?: ReadyFaults;
  /** Somebody else changed it meanwhile. */
  readonly overtaken?: true;
  readonly visitor: Visitor;
};

export function ReadyAnswerPage({ answer, typed, faults = {}, overtaken, visitor }: OneProps) {
  const { lang, form_token } = visitor;
  const at = readyAnswerPath(answer.id);
  return (
    <>
      <Toolbar title={answer.title}>
        <a class="button" href={panelRoutes.readyAnswers.path}>
          {plain('panel.ready.all', lang)}
        </a>
      </Toolbar>
      {overtaken && (
        <section class="flash warn" role="alert">
          <p>{plain('panel.ready.overtaken', lang)}</p>
          <p class="lines">{answer.text}</p>
        </section>
      )}
      <form method="post" action={at} class="card composer">
        <FormToken token={form_token} />
        <input type="hidden" name="rev" value={answer.rev} />
        <Inputs typed={typed} faults={faults} lang={lang} />
        <button type="submit" class="first">
          {plain('panel.ready.save', lang)}
        </button>
      </form>
      <form method="post" action={`${at}/remove`} class="card">
        <FormToken token={form_token} />
        <details class="ask">
          <summary>{plain('panel.ready.remove', lang)}</summary>
          <p>{plain('panel.ready.remove_what', lang)}</p>
          <button type="submit" class="danger">
            {plain('panel.ready.remove_do', lang)}
          </button>
        </details>
      </form>
    </>
  );
}

type InputsProps = {
  readonly typed: ReadyTexts;
  readonly faults: ReadyFaults;
  readonly lang: Visitor['lang'];
};

function Inputs({ typed, faults, lang }: InputsProps) {
  const title = { name: 'title', hint: plain('panel.ready.name_hint', lang), fault: faults.title };
  const text = { name: 'text', hint: plain('panel.ready.text_hint', lang), fault: faults.text };
  return (
    <>
      <Field label={plain('panel.ready.name', lang)} {...title}>
        <input value={typed.title} {...inputOf(title)} />
      </Field>
      <Field label={plain('panel.ready.text', lang)} {...text}>
        <textarea rows={5} {...inputOf(text)}>
          {typed.text}
        </textarea>
      </Field>
    </>
  );
}
