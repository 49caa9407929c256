import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Guest } from '../request.ts';
import { meRoutes } from '../routes.ts';

type Props = {
  /** undefined: this installation has no keys, so nobody is offered anything. */
  readonly pushKey: string | undefined;
  readonly guest: Guest;
  readonly lang: Lang;
};

/** Hidden until a script finds that the browser can: without one there is nothing to press. */
export const PushCard = ({ pushKey, guest, lang }: Props) =>
  pushKey === undefined ? null : (
    <section
      class="card"
      id="push"
      hidden
      data-key={pushKey}
      data-worker="/me/push-worker.js"
      data-subscribe={meRoutes.subscribe.path}
      data-unsubscribe={meRoutes.unsubscribe.path}
      data-token={guest.form_token}
      data-denied={plain('me.push.denied', lang)}
      data-failed={plain('me.push.failed', lang)}
      data-on={plain('me.push.is_on', lang)}
    >
      <h2>{plain('me.push.title', lang)}</h2>
      <p>{plain('me.push.text', lang)}</p>
      <p data-home hidden>
        {plain('me.push.home', lang)}
      </p>
      <p role="status" data-said />
      <button type="button" class="first" data-do="on" hidden>
        {plain('me.push.on', lang)}
      </button>
      <button type="button" data-do="off" hidden>
        {plain('me.push.off', lang)}
      </button>
    </section>
  );
