import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Fields } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { FormToken } from '../view/form.tsx';
import type { Visitor } from '../visitor.ts';

/** A page that only says something, with a way on. */
export const Message = ({
  title,
  text,
  lang,
}: {
  readonly title: string;
  readonly text: string;
  readonly lang: Lang;
}) => (
  <section class="card">
    <h1>{title}</h1>
    <p>{text}</p>
    <a class="button" href="/">
      {plain('panel.to_start', lang)}
    </a>
  </section>
);

/** The session ended while somebody typed: nothing of it is lost. */
export const SendAgain = ({
  title,
  fields,
  to,
  upload,
  lang,
  visitor,
}: {
  readonly title: string;
  readonly fields: Fields;
  readonly to: string;
  /** It came with a file, which is longer than other forms may be. */
  readonly upload: boolean;
  readonly lang: Lang;
  readonly visitor: Visitor | undefined;
}) => (
  <section class="card">
    <h1>{title}</h1>
    <p>{plain(visitor ? 'panel.again.known' : 'panel.again.text', lang)}</p>
    <form method="post" action={to} {...(upload && { encType: 'multipart/form-data' })}>
      {Object.entries(fields).flatMap(([name, value]) =>
        name === 'form_token'
          ? []
          : [value]
              .flat()
              .map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
      )}
      <FormToken token={visitor?.form_token} />
      {!visitor && (
        <p>
          <a class="button" href={panelRoutes.signIn.path} target="_blank" rel="noopener">
            {plain('panel.again.sign_in', lang)}
          </a>
        </p>
      )}
      <button type="submit" class="first">
        {plain('panel.again.send', lang)}
      </button>
    </form>
  </section>
);
