import type { Lang } from '../../../core/i18n/lang.ts';
import { plain } from '../../../core/i18n/t.ts';
import { places } from '../../../core/notify/matrix.ts';
import type { Place, Setting } from '../../../core/notify/settings.ts';
import {
  type NotifyChannel,
  type NotifyType,
  notifyChannels,
  notifyTypes,
} from '../../../core/notify/words.ts';
import type { Difference } from '../../../core/shared/three-way.ts';
import type { AdRow } from '../ports/notifications.ts';
import { panelRoutes } from '../routes/index.ts';
import { Seen, theirWord } from '../view/edits.tsx';
import { FormToken } from '../view/form.tsx';
import {
  adField,
  cellWords,
  channelWords,
  type MatrixFaults,
  type MatrixTexts,
  stateField,
  statesFor,
  stateWords,
  toWords,
  typeWords,
} from '../view/notification-words.ts';
import { Table, Toolbar } from '../view/parts.tsx';
import type { Visitor } from '../visitor.ts';
import { AdsList } from './ads.tsx';

type Props = {
  readonly rows: readonly Setting[];
  readonly ads: readonly AdRow[];
  readonly now: number;
  readonly texts: MatrixTexts;
  /** As it was stored when the form was drawn. */
  readonly seen: MatrixTexts;
  readonly faults?: MatrixFaults;
  readonly theirs?: readonly Difference<string>[];
  readonly visitor: Visitor;
};

export function Notifications(props: Props) {
  const { rows, ads, now, seen, faults = {}, theirs = [], visitor } = props;
  const { lang, form_token } = visitor;
  return (
    <>
      <Toolbar title={plain('panel.menu.notifications', lang)} />
      <p>{plain('panel.notify.how', lang)}</p>
      {theirs.length > 0 && <Alert text={plain('panel.notify.theirs', lang)} />}
      {Object.keys(faults).length > 0 && <Alert text={plain('panel.notify.wrong', lang)} />}
      <form method="post" action={panelRoutes.saveNotifications.path} class="matrix">
        <FormToken token={form_token} />
        <Seen values={seen} />
        {notifyTypes.map((type) => (
          <Kind key={type} type={type} {...props} />
        ))}
        <button type="submit" class="first">
          {plain('panel.notify.save', lang)}
        </button>
      </form>
      <AdsList ads={ads} rows={rows} now={now} visitor={visitor} />
    </>
  );
}

const Alert = ({ text }: { readonly text: string }) => (
  <p class="flash bad" role="alert">
    {text}
  </p>
);

/** One type of event: a row for each role that is told of it. */
function Kind({ type, ...props }: Props & { readonly type: NotifyType }) {
  const { lang } = props.visitor;
  const title = plain(typeWords[type], lang);
  return (
    <section class="card">
      <h2>{title}</h2>
      <Table
        caption={title}
        keyOf={({ recipient_role }) => recipient_role}
        rows={places.filter(({ event_type }) => event_type === type)}
        columns={[
          {
            label: plain('panel.notify.to', lang),
            cell: ({ recipient_role }) => plain(toWords[recipient_role], lang),
          },
          ...notifyChannels.map((channel) => ({
            label: plain(channelWords[channel], lang),
            cell: (place: Place) => <CellChoice place={place} channel={channel} {...props} />,
          })),
          {
            label: plain('panel.notify.looks', lang),
            cell: (place) => <a href={previewPath(place)}>{plain('panel.notify.look', lang)}</a>,
          },
        ]}
      />
    </section>
  );
}

const previewPath = ({ event_type, recipient_role }: Place): string =>
  `${panelRoutes.notificationPreview.path}?type=${event_type}&role=${recipient_role}`;

type CellProps = Pick<Props, 'ads' | 'texts' | 'faults' | 'theirs' | 'visitor'> & {
  readonly place: Place;
  readonly channel: NotifyChannel;
};

function CellChoice({ place, channel, ads, texts, faults = {}, theirs = [], visitor: { lang } }: CellProps) {
  const [state, ad] = [stateField(place, channel), adField(place, channel)];
  const label = cellWords(place, channel, lang);
  const fault = faults[ad];
  const states = statesFor(place, channel);
  const stateDiffers = theirWord(theirs.map(inWords(ads, lang)), state, lang);
  const adDiffers = theirWord(theirs.map(inWords(ads, lang)), ad, lang);
  return (
    <div class="cell">
      {states.length === 1 ? (
        <span class="soft">{plain('panel.notify.always', lang)}</span>
      ) : (
        <select name={state} aria-label={label}>
          {states.map((one) => (
            <option key={one} value={one} selected={texts[state] === one}>
              {plain(stateWords[one], lang)}
            </option>
          ))}
        </select>
      )}
      {stateDiffers && <span class="fault">{stateDiffers}</span>}
      {ads.length > 0 && (
        <select name={ad} aria-label={plain('panel.notify.ad', lang, { cell: label })}>
          <option value="">{plain('panel.notify.no_ad', lang)}</option>
          {ads.map(({ id, name }) => (
            <option key={id} value={id} selected={texts[ad] === id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {adDiffers && <span class="fault">{adDiffers}</span>}
      {fault && (
        <span class="fault">
          {plain(fault === 'ad' ? 'panel.notify.fault.ad' : 'panel.notify.fault.unknown_ad', lang)}
        </span>
      )}
    </div>
  );
}

/** A difference as people read it: no ids, no codes. */
const inWords =
  (ads: readonly AdRow[], lang: Lang) =>
  (one: Difference<string>): Difference<string> => {
    const said = (value: string): string => {
      if (one.field.startsWith('ad.'))
        return ads.find(({ id }) => id === value)?.name ?? plain('panel.notify.no_ad', lang);
      return Object.hasOwn(stateWords, value)
        ? plain(stateWords[value as keyof typeof stateWords], lang)
        : value;
    };
    return { ...one, seen: said(one.seen), now: said(one.now) };
  };
