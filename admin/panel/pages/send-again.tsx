import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Fields } from '../request.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken, inputOf } from '../view/form.tsx';

type Props = {
  readonly title: string;
  readonly text: string;
  readonly fields: Fields;
  readonly to: string;
  /** It came with a file, which is longer than other forms may be. */
  readonly upload: boolean;
  /** undefined: nobody is signed in as far as is known. */
  readonly form_token: string | undefined;
  readonly signIn: boolean;
  readonly lang: Lang;
};

/** Asked anew: a password stands in no page, and so in no copy a browser keeps of one. */
const secrets: Readonly<Record<string, 'panel.sign_in.password' | 'panel.account.current'>> = {
  password: 'panel.sign_in.password',
  current: 'panel.account.current',
};

/** The session or a service went away while somebody typed: nothing of it is lost. */
export const SendAgain = ({ title, text, fields, to, upload, form_token, lang, signIn }: Props) => (
  <section class="card">
    <h1>{title}</h1>
    <p>{text}</p>
    <form method="post" action={to} {...(upload && { encType: 'multipart/form-data' })}>
      {Object.entries(fields).map(([name, value]) => (
        <Again key={name} name={name} values={[value].flat()} lang={lang} />
      ))}
      <FormToken token={form_token} />
      {signIn && (
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

type One = { readonly name: string; readonly values: readonly string[]; readonly lang: Lang };

function Again({ name, values, lang }: One) {
  if (name === 'form_token') return null;
  const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (secret !== undefined)
    return (
      <Field name={name} label={plain(secret, lang)}>
        <input type="password" required {...inputOf({ name })} />
      </Field>
    );
  return (
    <>
      {values.map((one) => (
        <input key={`${name} ${one}`} type="hidden" name={name} value={one} />
      ))}
    </>
  );
}
