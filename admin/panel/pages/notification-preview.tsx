import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import type { Message } from '../../../core/messages/message.ts';
import {
  type NotifyRole,
  type NotifyType,
  notifyRoles,
  notifyTypes,
  type Way,
} from '../../../core/notify/words.ts';
import { panelRoutes } from '../routes/index.ts';
import { Field, inputOf } from '../view/form.tsx';
import { channelWords, toWords, typeWords } from '../view/notification-words.ts';
import { Toolbar } from '../view/parts.tsx';
import { Bubble } from '../view/telegram.tsx';
import type { Visitor } from '../visitor.ts';

export type Looked = {
  readonly news: NotifyType;
  readonly role: NotifyRole;
  readonly way: Way;
  readonly lang: Lang;
  readonly enabled: boolean;
  /** null: nobody in this role is told of this. */
  readonly bare: Message | null;
  readonly advertised: { readonly name: string; readonly message: Message } | null;
  readonly fits: boolean;
};

export const NotificationPreview = ({
  looked,
  visitor: { lang },
}: {
  readonly looked: Looked;
  readonly visitor: Visitor;
}) => (
  <>
    <Toolbar title={plain('panel.notify.preview', lang)}>
      <a class="button" href={panelRoutes.notifications.path}>
        {plain('panel.form.back', lang)}
      </a>
    </Toolbar>
    <Choice looked={looked} lang={lang} />
    {looked.bare ? (
      <section class="card">
        <p class="soft">{plain('panel.notify.preview.made_up', lang)}</p>
        {!looked.enabled && <p>{plain('panel.notify.preview.silent', lang)}</p>}
        <h2>{plain('panel.notify.preview.bare', lang)}</h2>
        <Told message={looked.bare} lang={lang} />
        <Advertised looked={looked} lang={lang} />
      </section>
    ) : (
      <p>{plain('panel.notify.preview.nobody', lang)}</p>
    )}
  </>
);

function Advertised({ looked, lang }: { readonly looked: Looked; readonly lang: Lang }) {
  const { advertised, fits } = looked;
  if (!advertised) return <p class="soft">{plain('panel.notify.preview.no_ad', lang)}</p>;
  const { name, message } = advertised;
  return (
    <>
      <h2>{plain('panel.notify.preview.with', lang, { name })}</h2>
      {fits ? <Told message={message} lang={lang} /> : <p>{plain('panel.notify.preview.too_long', lang)}</p>}
    </>
  );
}

const Told = ({ message, lang }: { readonly message: Message; readonly lang: Lang }) => (
  <Bubble
    html={message.text}
    keys={message.keyboard.map((row) => row.map(({ label }) => label).join(' | '))}
    lang={lang}
  />
);

type Options = readonly (readonly [value: string, word: string])[];

const Choose = ({
  name,
  label,
  options,
  chosen,
}: {
  readonly name: string;
  readonly label: string;
  readonly options: Options;
  readonly chosen: string;
}) => (
  <Field name={name} label={label}>
    <select {...inputOf({ name })}>
      {options.map(([value, word]) => (
        <option key={value} value={value} selected={value === chosen}>
          {word}
        </option>
      ))}
    </select>
  </Field>
);

const Choice = ({ looked, lang }: { readonly looked: Looked; readonly lang: Lang }) => (
  <form method="get" action={panelRoutes.notificationPreview.path} class="filters card">
    <Choose
      name="type"
      label={plain('panel.notify.preview.type', lang)}
      options={notifyTypes.map((type) => [type, plain(typeWords[type], lang)])}
      chosen={looked.news}
    />
    <Choose
      name="role"
      label={plain('panel.notify.to', lang)}
      options={notifyRoles.map((role) => [role, plain(toWords[role], lang)])}
      chosen={looked.role}
    />
    <Choose
      name="channel"
      label={plain('panel.notify.preview.channel', lang)}
      options={(['telegram', 'web_push'] as const).map((way) => [way, plain(channelWords[way], lang)])}
      chosen={looked.way}
    />
    <Choose
      name="lang"
      label={plain('panel.notify.preview.lang', lang)}
      options={[
        ['ru', 'Русский'],
        ['en', 'English'],
      ]}
      chosen={looked.lang}
    />
    <button type="submit" class="first">
      {plain('panel.notify.preview.show', lang)}
    </button>
  </form>
);
