import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';

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
