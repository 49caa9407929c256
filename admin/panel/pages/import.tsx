import { plain } from '../../../core/i18n/t.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';
import type { Visitor } from '../visitor.ts';

type Props = {
  readonly visitor: Visitor;
  readonly mostRows: number;
  readonly pasted?: string;
  readonly fault?: string | undefined;
};

export function ImportPage({ visitor, mostRows, pasted = '', fault }: Props) {
  const { lang, form_token } = visitor;
  const file = { name: 'list', hint: plain('panel.import.file_hint', lang, { rows: mostRows }), fault };
  const paste = { name: 'pasted', hint: plain('panel.import.paste_hint', lang) };
  return (
    <section class="card">
      <h1>{plain('panel.import.title', lang)}</h1>
      <p>{plain('panel.import.text', lang)}</p>
      <p class="soft">{plain('panel.import.columns', lang)}</p>
      <form method="post" action={panelRoutes.importList.path} encType="multipart/form-data">
        <FormToken token={form_token} />
        <Field {...file} label={plain('panel.import.file', lang)}>
          <input type="file" accept=".csv,.txt,text/csv,text/plain" {...inputOf(file)} />
        </Field>
        <Field {...paste} label={plain('panel.import.paste', lang)}>
          <textarea rows={6} {...inputOf(paste)}>
            {pasted}
          </textarea>
        </Field>
        <div class="actions">
          <button type="submit" class="first">
            {plain('panel.import.check', lang)}
          </button>
          <a class="button" href={panelRoutes.candidates.path}>
            {plain('panel.cancel.back_to', lang)}
          </a>
        </div>
      </form>
    </section>
  );
}
