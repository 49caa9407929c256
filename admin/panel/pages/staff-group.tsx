import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { StaffGroupShown } from '../ports/staff-group.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, FormToken } from '../view/form.tsx';
import { Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';

const lostWords = {
  thrown_out: 'panel.group.lost.thrown_out',
  no_right: 'panel.group.lost.no_right',
  not_forum: 'panel.group.lost.not_forum',
} as const;

type Props = { readonly group: StaffGroupShown; readonly visitor: Visitor };

/** Below the settings: a group is connected and let go by steps of its own. */
export const StaffGroup = ({ group: { connected, lost }, visitor: { lang, form_token } }: Props) => (
  <section class="card" id="staff-group">
    <h2>{plain('panel.group.title', lang)}</h2>
    <p>{plain('panel.group.how', lang)}</p>
    {connected ? (
      <p>
        <b>{plain('panel.group.connected', lang, { title: connected.title })}</b>
        {connected.by !== '' && <>, {plain('panel.group.by', lang, { name: connected.by })}</>}
      </p>
    ) : lost ? (
      <p role="alert">
        {plain('panel.group.lost', lang, { title: lost.title })} {plain(lostWords[lost.why], lang)}
      </p>
    ) : (
      <p>{plain('panel.group.none', lang)}</p>
    )}
    <div class="outcome">
      <form method="post" action={panelRoutes.makeGroupCode.path}>
        <FormToken token={form_token} />
        <button type="submit">
          {plain(connected ? 'panel.group.instead' : 'panel.group.connect', lang)}
        </button>
      </form>
      {connected && (
        <>
          <form method="post" action={panelRoutes.testGroup.path}>
            <FormToken token={form_token} />
            <button type="submit">{plain('panel.group.test', lang)}</button>
          </form>
          <form method="post" action={panelRoutes.disconnectGroup.path}>
            <FormToken token={form_token} />
            <button type="submit" class="danger">
              {plain('panel.group.disconnect', lang)}
            </button>
          </form>
        </>
      )}
    </div>
  </section>
);

/** The only time it is shown. */
export const GroupCode = ({ code, lang }: { readonly code: string; readonly lang: Lang }) => (
  <>
    <Toolbar title={plain('panel.group.title', lang)} />
    <section class="card">
      <Field name="code" label={plain('panel.group.code', lang)}>
        <input id="code" readonly value={`/desk ${code}`} />
      </Field>
      <p class="soft">{plain('panel.group.code_once', lang)}</p>
      <a class="button" href={panelRoutes.settings.path}>
        {plain('panel.group.back', lang)}
      </a>
    </section>
  </>
);
