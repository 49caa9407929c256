import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';

const texts = {
  invite: 'panel.team.link.invite',
  new_link: 'panel.team.link.new_link',
  reset: 'panel.team.link.reset',
} as const;

/** The only time it is shown. */
export const OneTimeLink = ({
  what,
  name,
  link,
  lang,
}: {
  readonly what: keyof typeof texts;
  readonly name: string;
  readonly link: string;
  readonly lang: Lang;
}) => (
  <>
    <Toolbar title={name || plain('panel.nameless', lang)} />
    <section class="card">
      <p>{plain(texts[what], lang)}</p>
      <Field name="link" label={plain('panel.team.link.label', lang)}>
        <textarea id="link" readonly rows={3}>
          {link}
        </textarea>
      </Field>
      <p class="soft">{plain('panel.team.link.once', lang)}</p>
      <a class="button" href={panelRoutes.team.path}>
        {plain('panel.team.back', lang)}
      </a>
    </section>
  </>
);
