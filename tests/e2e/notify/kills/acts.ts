import { labels } from '../../../support/journey.ts';
import { asClient, asStaff, type Board, type Client, patient } from './board.ts';

/** One thing that somebody does; resolves when whoever did it has seen what came of it. */
export type Act = (board: Board) => Promise<void>;

/** Done, or too late because of what another did: an answer either way. */
const answered = new Set([200, 201, 409]);

async function ask(
  board: Board,
  path: string,
  body: object,
  by: Parameters<Board['asks']>[2],
): Promise<'done' | 'seat_gone' | 'refused'> {
  const { status, text } = await board.asks(path, body, by);
  if (!answered.has(status)) throw new Error(`${path} was answered ${status}: ${text}`);
  if (status !== 409) return 'done';
  return text.includes('"slot_taken"') ? 'seat_gone' : 'refused';
}

const telegramBooks: Act = async (board) => {
  const client = await board.newcomer('telegram');
  await client.telegram?.books(board.draw.below(3));
  board.free.push(client);
};

const onlineBooks: Act = async (board) => {
  const client = await board.newcomer('online');
  await bookedByApi(board, client, asClient(client));
};

const staffBooks: Act = async (board) => {
  const client = await board.newcomer('telegram');
  await client.telegram?.opens();
  await bookedByApi(board, client, asStaff(board.member()));
};

async function bookedByApi(board: Board, client: Client, by: Parameters<Board['asks']>[2]): Promise<void> {
  let went = 'seat_gone';
  while (went === 'seat_gone') {
    const body = { user_id: client.userId, slot_id: await board.freeSlot() };
    went = await ask(board, '/api/bookings', body, by);
  }
  // The answer to a request that a kill cut off may be that they are booked already.
  if ((await board.bookingOf(client))?.['status'] !== 'booked')
    throw new Error(`${client.name} could not be booked: ${went}`);
  board.free.push(client);
}

const telegramMoves: Act = async (board) => {
  const client = board.takes(({ telegram }) => telegram !== null);
  if (!client) return telegramBooks(board);
  await client.telegram?.moves(board.draw.below(3));
  board.free.push(client);
};

/** What is told of the first is out of date before everybody has heard it. */
const movedTwice: Act = async (board) => {
  const client = board.takes();
  if (!client) return onlineBooks(board);
  await movedByStaff(board, client);
  await movedByStaff(board, client);
  board.free.push(client);
};

const staffMoves: Act = async (board) => {
  const client = board.takes();
  if (!client) return staffBooks(board);
  await movedByStaff(board, client);
  board.free.push(client);
};

async function movedByStaff(board: Board, client: Client): Promise<void> {
  const booking = await board.bookingOf(client);
  const body = { slot_id: await board.freeSlot(booking?.['slot_id']) };
  await ask(board, `/api/bookings/${String(booking?._id)}/move`, body, asStaff(board.member()));
}

const telegramCancels: Act = async (board) => {
  const client = board.takes(({ telegram }) => telegram !== null);
  if (!client) return telegramBooks(board);
  await client.telegram?.cancels();
};

const staffCancels: Act = async (board) => {
  const client = board.takes();
  if (!client) return onlineBooks(board);
  const booking = await board.bookingOf(client);
  await ask(board, `/api/bookings/${String(booking?._id)}/cancel`, {}, asStaff(board.member()));
};

/** By the buttons under the message that told a coordinator of the booking. */
const cardCancels: Act = async (board) => {
  const client = board.takes();
  const olga = board.staff.find(({ name }) => name === 'Olga')?.person;
  if (!client || !olga) return staffBooks(board);
  const number = String((await board.bookingOf(client))?.['number']);
  // Whoever booked them did not hear of it: there is no card then.
  const cards = (await olga.chat().messages()).filter(
    (one) => one.text?.includes(client.name) && labels(one).flat().includes('✏️ Edit'),
  );
  const card = cards.at(-1);
  if (!card) {
    board.free.push(client);
    return telegramMoves(board);
  }
  const at = { message_id: card.message_id };
  const press = async (label: string) => {
    await olga
      .chat()
      .waitFor(
        (all) => all.find((one) => one.message_id === at.message_id && labels(one).flat().includes(label)),
        { ...patient, what: `the card of ${number} to have ${label}` },
      );
    await olga.tap(label, at);
  };
  await press('✏️ Edit');
  await press('❌ Cancel the booking');
  await press('Yes, cancel it');
  await olga
    .chat()
    .waitFor(
      (all) =>
        all.find(
          (one) => one.message_id === at.message_id && one.text?.includes('Done: the booking is cancelled'),
        ),
      { ...patient, what: `the booking ${number} to be cancelled` },
    );
};

const comes: readonly Act[] = [telegramBooks, onlineBooks, staffBooks];
const changes: readonly Act[] = [
  telegramMoves,
  movedTwice,
  staffMoves,
  telegramCancels,
  staffCancels,
  cardCancels,
];

/** Two come and two change something, all at the same time. */
export const batch = ({ draw }: Board): readonly Act[] => [
  ...draw.shuffled(comes).slice(0, 2),
  ...draw.shuffled(changes).slice(0, 2),
];

/** Of everybody whose interview is over, by whoever is drawn. */
export const outcomes: Act = async (board) => {
  const over = await board.ground.house.db.collection('bookings').find({ status: 'booked' }).toArray();
  for (const { _id } of over.slice(0, Math.ceil(over.length / 2))) {
    const outcome = board.draw.oneOf(['done', 'no_show']);
    await ask(board, `/api/bookings/${_id.toHexString()}/outcome`, { outcome }, asStaff(board.member()));
  }
};
