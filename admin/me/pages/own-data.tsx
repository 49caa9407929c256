import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { FormToken } from '../../panel/view/form.tsx';
import type { Guest } from '../request.ts';
import { meRoutes } from '../routes.ts';

/** What is kept, and what a person may ask. */
export const OwnDataPage = ({ lang }: { readonly lang: Lang }) => (
  <>
    <p>
      <a href={meRoutes.home.path}>{plain('me.all', lang)}</a>
    </p>
    <section class="card">
      <h1>{plain('me.data.title', lang)}</h1>
      <p>{plain('me.data.text', lang)}</p>
      <p>{plain('me.data.can', lang)}</p>
      <p class="actions">
        <a class="button" href={meRoutes.exportData.path} download>
          {plain('me.data.export', lang)}
        </a>
        <a class="button" href={meRoutes.erasePage.path}>
          {plain('me.data.erase', lang)}
        </a>
      </p>
    </section>
  </>
);

type Props = { readonly guest: Guest; readonly lang: Lang; readonly refused?: 'booked' | 'last_admin' };

/** Asks once. */
export const ErasePage = ({ guest, lang, refused }: Props) => (
  <section class="card">
    <h1>{plain('me.erase.title', lang)}</h1>
    {refused ? (
      <>
        <p role="alert">{plain(refused === 'booked' ? 'me.erase.booked' : 'me.erase.last_admin', lang)}</p>
        <a class="button first" href={meRoutes.home.path}>
          {plain('me.home', lang)}
        </a>
      </>
    ) : (
      <>
        <p>{plain('me.erase.text', lang)}</p>
        <form method="post" action={meRoutes.eraseData.path} class="actions">
          <FormToken token={guest.form_token} />
          <button class="danger">{plain('me.erase.do', lang)}</button>
          <a class="button" href={meRoutes.ownData.path}>
            {plain('me.erase.no', lang)}
          </a>
        </form>
      </>
    )}
  </section>
);
