import type { ComponentChildren } from 'preact';
import { plain } from '../../../core/i18n/t.ts';
import { longTime } from '../../../core/time/people.ts';
import type { OnePerson } from '../ports/people.ts';
import { panelRoutes } from '../routes/index.ts';
import { FormToken } from '../view/form.tsx';
import type { Visitor } from '../visitor.ts';

type Asks = {
  readonly to: string;
  readonly back: string;
  readonly title: string;
  readonly button: string;
  readonly danger?: boolean;
  readonly visitor: Visitor;
  readonly children: ComponentChildren;
};

/** Asks once, and says what it will do. */
const Ask = ({ to, back, title, button, danger = false, visitor, children }: Asks) => (
  <section class="card">
    <h1>{title}</h1>
    <form method="post" action={to}>
      <FormToken token={visitor.form_token} />
      {children}
      <div class="actions">
        <button type="submit" class={danger ? 'danger' : 'first'}>
          {button}
        </button>
        <a class="button" href={back}>
          {plain('panel.cancel.back_to', visitor.lang)}
        </a>
      </div>
    </form>
  </section>
);

type Props = { readonly person: OnePerson; readonly visitor: Visitor };
const nameIn = ({ person, visitor }: Props) => person.name || plain('panel.nameless', visitor.lang);

export function BlockPage({ person, visitor, formKey }: Props & { readonly formKey: string }) {
  const { lang } = visitor;
  const at = `/candidates/${person.user_id}`;
  return (
    <Ask
      to={`${at}/block`}
      back={at}
      title={plain('panel.block.title', lang, { name: nameIn({ person, visitor }) })}
      button={plain('panel.block.do', lang)}
      danger
      visitor={visitor}
    >
      <p>{plain('panel.block.text', lang)}</p>
      {person.booked > 0 && (
        <>
          <p>{plain('panel.block.keeps', lang, { count: person.booked })}</p>
          <label class="choice">
            <input type="checkbox" name="cancel" value="yes" />
            <span>{plain('panel.block.cancel_too', lang)}</span>
          </label>
        </>
      )}
      <input type="hidden" name="key" value={formKey} />
    </Ask>
  );
}

export function ErasePage({
  person,
  visitor,
  refused,
}: Props & { readonly refused?: 'booked' | 'last_admin' }) {
  const { lang } = visitor;
  const at = `/candidates/${person.user_id}`;
  const title = plain('panel.erase.title', lang, { name: nameIn({ person, visitor }) });
  if (refused)
    return (
      <section class="card">
        <h1>{title}</h1>
        <p class="flash bad" role="alert">
          {plain(refused === 'booked' ? 'panel.erase.booked' : 'panel.erase.last_admin', lang)}
        </p>
        <a class="button" href={at}>
          {plain('panel.invite.back', lang)}
        </a>
      </section>
    );
  const button = plain('panel.erase.do', lang);
  return (
    <Ask to={`${at}/erase`} back={at} title={title} button={button} danger visitor={visitor}>
      <p>{plain('panel.erase.goes', lang)}</p>
      <p>{plain('panel.erase.stays', lang)}</p>
    </Ask>
  );
}

export function InvitePage({
  person,
  visitor,
  link,
  until,
}: Props & {
  readonly link: { readonly text: string; readonly isLink: boolean; readonly page: string };
  readonly until: number;
}) {
  const { lang } = visitor;
  return (
    <section class="card">
      <h1>{plain('panel.invite.title', lang, { name: nameIn({ person, visitor }) })}</h1>
      <p>{plain('panel.invite.text', lang, { until: longTime(until, lang) })}</p>
      {!link.isLink && <p>{plain('panel.invite.no_bot', lang)}</p>}
      <p>
        <code class="copy">{link.text}</code>
      </p>
      <p>{plain('panel.invite.page', lang)}</p>
      <p>
        <code class="copy">{link.page}</code>
      </p>
      <a class="button" href={`/candidates/${person.user_id}`}>
        {plain('panel.invite.back', lang)}
      </a>
    </section>
  );
}

export function InvitesPage({ count, visitor }: { readonly count: number; readonly visitor: Visitor }) {
  const { lang } = visitor;
  const back = panelRoutes.candidates.path;
  if (count === 0)
    return (
      <section class="card">
        <h1>{plain('panel.invites.title', lang)}</h1>
        <p>{plain('panel.invites.none', lang)}</p>
        <a class="button" href={back}>
          {plain('panel.cancel.back_to', lang)}
        </a>
      </section>
    );
  return (
    <Ask
      to={panelRoutes.invitesFile.path}
      back={back}
      title={plain('panel.invites.title', lang)}
      button={plain('panel.invites.do', lang)}
      visitor={visitor}
    >
      <p>{plain('panel.invites.text', lang, { count })}</p>
    </Ask>
  );
}
