import { plain } from '../../../core/i18n/t.ts';
import { ErasePage } from '../pages/person-asks.tsx';
import type { PanelHandlers } from '../request.ts';
import { actBy } from '../visitor.ts';
import { forget, type PeopleDeps, personIn } from './people.tsx';

/** What is kept about one person: taken along, or forgotten. */
export const personData = (
  deps: PeopleDeps,
): Pick<PanelHandlers, 'exportCandidate' | 'erasePage' | 'eraseCandidate'> => ({
  async exportCandidate(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    const everything = await deps.people.everythingAbout(person.user_id);
    await deps.audit.write({ ...actBy(request), what: 'person.exported', target: person.user_id });
    return {
      file: {
        name: `candidate-${person.user_id}.json`,
        type: 'application/json; charset=utf-8',
        parts: inParts(`${JSON.stringify(everything, null, 2)}\n`),
      },
    };
  },

  async erasePage(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    const page = (
      <ErasePage
        person={person}
        visitor={request.visitor}
        {...(person.booked > 0 && { refused: 'booked' })}
      />
    );
    return { page, title: plain('panel.person.erase', request.lang), at: 'candidates' };
  },

  async eraseCandidate(request) {
    const person = await personIn(deps, request);
    if (!person) return { not: 'found' };
    const done = await deps.people.erase(person.user_id, await deps.clock());
    if (done !== 'erased') {
      const page = <ErasePage person={person} visitor={request.visitor} refused={done} />;
      return { page, title: plain('panel.person.erase', request.lang), at: 'candidates', status: 409 };
    }
    await forget(deps, person.telegram_id);
    await deps.audit.write({ ...actBy(request), what: 'person.erased', target: person.user_id });
    return { go_to: '/candidates', flash: 'panel.flash.erased' };
  },
});

async function* inParts(text: string): AsyncGenerator<string> {
  yield text;
}
