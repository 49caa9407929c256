import type { EventBody } from '../../contracts/api/events.ts';
import type { ActOfEdit } from '../../core/audit/act.ts';
import type { InitiatedBy } from '../../core/booking/words.ts';
import type { ReadEvent } from '../../core/events/form.ts';
import type { EventValues } from '../../core/events/values.ts';
import type { EventId } from '../../core/shared/ids.ts';
import type { Carried } from './changes.ts';
import type { Page, PageWanted } from './page.ts';

type EventDraft = Extract<ReadEvent, { ok: true }>['event'];
/** What may be changed of an event; absent: stays as it is. */
export type EventEdit = Partial<EventValues> & { readonly status?: 'open' | 'closed' };
/** An event, and what people set of it. */
export type EventFound = { readonly body: EventBody; readonly values: EventValues };

/** Events of one company; another’s is none. */
export type Events = {
  page(
    company: string,
    query: PageWanted & { readonly status?: EventBody['status'] | undefined },
  ): Promise<Page<EventBody>>;
  byId(company: string, event: EventId): Promise<EventFound | undefined>;
  ids(company: string): Promise<ReadonlySet<string>>;
  /** `once`: the same again is the same event. */
  create(company: string, draft: EventDraft, once: string): Promise<EventId>;
  /** By the workflow that copies it to the slots and tells everybody; refused when what is edited is no more as it was found. */
  change(
    event: EventFound,
    edit: EventEdit,
    asked: { readonly by: InitiatedBy; readonly act: ActOfEdit },
  ): Promise<Carried>;
};
