import { randomUUID } from 'node:crypto';
import { plain } from '../../../core/i18n/t.ts';
import { csvLine, csvMark } from '../../../core/shared/csv.ts';
import { isObjectId, userId } from '../../../core/shared/ids.ts';
import { moscowStamp } from '../../../core/time/moscow.ts';
import type { AuditWriter, BookingCommands, IdentityCache } from '../../ports.ts';
import { People as PeoplePage } from '../pages/people.tsx';
import { Person } from '../pages/person.tsx';
import { BlockPage } from '../pages/person-asks.tsx';
import { type OnePerson, type People, type PeopleQuery, peopleFilters } from '../ports/people.ts';
import { type Fields, field, type PanelHandlers } from '../request.ts';
import { actBy, type Visitor } from '../visitor.ts';
import { commandOf } from './booking.tsx';

export type PeopleDeps = {
  readonly people: People;
  readonly commands: Pick<BookingCommands, 'cancel'>;
  readonly identities: IdentityCache;
  readonly audit: AuditWriter;
  readonly clock: () => Promise<number>;
};

type Names =
  | 'candidates'
  | 'candidatesFile'
  | 'candidate'
  | 'blockPage'
  | 'blockCandidate'
  | 'unblockCandidate';

const onePage = 50;
const atOnce = 500;

type Asked = {
  readonly params: Readonly<Record<string, string>>;
  readonly visitor: Visitor;
};
export async function personIn(
  { people, clock }: Pick<PeopleDeps, 'people' | 'clock'>,
  { params, visitor }: Asked,
): Promise<OnePerson | undefined> {
  const { id = '' } = params;
  return isObjectId(id) ? people.person(visitor.company_id, userId(id), await clock()) : undefined;
}

export const people = (deps: PeopleDeps): Pick<PanelHandlers, Names> => ({
  async candidates({ lang, query, visitor }) {
    const asked = queryOf(query);
    const page = await deps.people.page(visitor.company_id, asked, onePage);
    return {
      page: <PeoplePage page={page} query={asked} visitor={visitor} />,
      title: plain('panel.menu.candidates', lang),
      at: 'candidates',
    };
  },

  async candidatesFile({ query, visitor, trace_id }) {
    const day = moscowStamp(await deps.clock()).slice(0, 10);
    const about = { what: 'person.exported', target: 'list', title: 'candidates' } as const;
    await deps.audit.write({ ...actBy({ visitor, trace_id }), ...about });
    const parts = linesOf(deps.people, visitor.company_id, queryOf(query));
    return { file: { name: `candidates-${day}.csv`, parts } };
  },

  async candidate(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    const title = person.name || plain('panel.nameless', request.lang);
    return { page: <Person person={person} visitor={request.visitor} />, title, at: 'candidates' };
  },

  async blockPage(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    const title = plain('panel.person.block', request.lang);
    const page = <BlockPage person={person} visitor={request.visitor} formKey={randomUUID()} />;
    return { page, title, at: 'candidates' };
  },

  async blockCandidate(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    await setAllowed(deps, request, person, false);
    const to = `/candidates/${person.user_id}`;
    if (field(request.form, 'cancel') !== 'yes') return { go_to: to, flash: 'panel.flash.blocked' };
    const booked = person.bookings.filter((one) => one.status === 'booked' || one.status === 'pending');
    const answers = await Promise.all(
      booked.map((one) => {
        const command = commandOf(request, 'cancel', one.booking_id);
        return deps.commands.cancel(one, { ...command, booking_id: one.booking_id });
      }),
    );
    // What had ended by itself meanwhile needs no cancelling.
    const left = answers.filter((answer) => !answer.ok && answer.reason !== 'not_booked');
    return { go_to: to, flash: left.length > 0 ? 'panel.flash.block_incomplete' : 'panel.flash.blocked' };
  },

  async unblockCandidate(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    await setAllowed(deps, request, person, true);
    return { go_to: `/candidates/${person.user_id}`, flash: 'panel.flash.unblocked' };
  },
});

export const forget = async ({ identities }: Pick<PeopleDeps, 'identities'>, account: number | null) =>
  account === null ? undefined : identities.drop(account);

async function setAllowed(
  deps: PeopleDeps,
  request: { readonly visitor: Visitor; readonly trace_id: string },
  person: OnePerson,
  allowed: boolean,
): Promise<void> {
  const done = await deps.people.setAllowed(request.visitor.company_id, person.user_id, allowed);
  if (!done) return;
  await deps.identities.listed(person.user_id, done.telegram_id);
  await deps.audit.write({
    ...actBy(request),
    what: allowed ? 'person.unblocked' : 'person.blocked',
    target: person.user_id,
    before: { allowed: done.was },
    after: { allowed },
  });
}

function queryOf(query: Fields): PeopleQuery {
  const [filter, after] = [field(query, 'who'), field(query, 'after')];
  return {
    text: field(query, 'q').slice(0, 100),
    filter: peopleFilters.find((one) => one === filter),
    after: after || undefined,
  };
}

/** The names an import understands: what was taken out can be brought back. */
const columns = ['telegram_id', 'username', 'name', 'phone', 'allowed', 'reachable', 'booked', 'id'] as const;

async function* linesOf(people: People, company: string, query: PeopleQuery): AsyncGenerator<string> {
  yield csvMark + csvLine(columns);
  let { after } = query;
  for (;;) {
    const { rows, next } = await people.page(company, { ...query, after }, atOnce);
    yield rows
      .map(({ user_id, ...row }) =>
        csvLine([
          row.telegram_id,
          row.username,
          row.name,
          row.phone,
          row.allowed ? 'yes' : 'no',
          row.reachable,
          row.booked,
          user_id,
        ]),
      )
      .join('');
    if (next === undefined) return;
    after = next;
  }
}
