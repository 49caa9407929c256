import type { booking as ru } from '../ru/booking.ts';

/** What the booking's own message says. */
export const booking: Readonly<Record<keyof typeof ru, string>> = {
  'slots.choose': 'Please choose a time for your interview. All times are Moscow time (MSK).',
  'slots.more':
    '{total, plural, one {# time is free in all.} other {# times are free in all.}} {where, select, first {“Later” shows the others.} last {“Earlier” shows the others.} other {“Earlier” and “Later” show the others.}}',
  'slots.none': 'No free time at the moment.',
  'slots.none_wish': 'We can write to you when one opens.',
  'slots.earlier': '‹ Earlier',
  'slots.later': 'Later ›',
  'slots.none_fits': 'None of these fits',
  'slots.keep': 'Keep my old time',
  'slots.keep_it': 'Keep it',
  'slots.still_booked': 'Your booking for <b>{time}</b> stays as it is until you confirm a new time.',
  'slots.released':
    'Your old booking for <b>{time}</b> has been cleared. You can take it back until {until}, unless somebody else takes the seat.',

  'off_list.note':
    'You cannot change anything here yourself any more. If something should change, or this is a mistake, ask the administrator.',
  'off_list.contact':
    'You cannot change anything here yourself any more. If something should change, or this is a mistake, write to {contact}.',
  'notice.slot_taken': 'Sorry, this slot is no longer available.',
  'notice.too_late': 'Booking for the time you chose has closed: it begins too soon.',
  'notice.closed': 'The time you chose can no longer be booked.',
  'notice.hold_ran_out': 'The time to confirm ran out, so the seat is no longer held for you.',
  'notice.not_allowed': 'The time you chose is not open to you. If this is a mistake, use /contact.',
  'notice.released': 'Your old booking has been cleared. Until you confirm a new time you have none.',
  'notice.wish_noted': 'All right, we will write to you when a time opens.',
  'notice.one_opened':
    '<b>A time has opened.</b> You asked us to tell you. Others were told too: whoever confirms first gets it.',

  'slot.length': '{minutes, plural, one {#\u00a0minute} other {#\u00a0minutes}}',
  'slot.when': 'When: <b>{time}</b> ({length})',
  'slot.where': 'Where: {place}',
  'slot.address': 'Address: {address}',
  'slot.map': 'Show on the map',
  'slot.online': 'Link to the meeting',
  'slot.bring': 'Please bring: {things}',
  'slot.room': 'room {room}',

  'chosen.title': 'You chose:',
  'chosen.held': 'The seat is held for you until <b>{until}</b>. Press “Confirm” to book it.',
  'chosen.not_held':
    'The seat is not held for you yet: somebody else may take it. Press “Confirm” to book it.',
  'chosen.instead': 'Your old time: {time}.',
  'chosen.confirm': 'Confirm',
  'chosen.back': 'Back',

  'booked.first': '<b>Your interview is booked.</b>',
  'booked.moved': '<b>Your booking has been moved.</b>',
  'booked.kept': '<b>You keep your old time.</b>',
  'booked.withdrawn': '<b>Your interviewer asks about another time no more: your booking stands.</b>',
  'booked.number': 'Booking number: <b>{number}</b>',
  'booked.commands':
    '/reschedule – move it to another time\n/cancel – cancel the booking\n/calendar – a file for your calendar\n/contact – write to the organiser\n/mybooking – show this booking at the bottom of the chat',

  'none_fits.title': 'None of the times fits?',
  'none_fits.contact':
    'Please write to the person in charge: {contact}. The command /contact always gives you this link.',
  'none_fits.command': 'The command /contact tells you whom to ask.',
  'none_fits.wish_hint': 'Or press the button below, and we will write to you when a time opens.',
  'none_fits.wished': 'We will write to you when a time opens.',
  'none_fits.wish': 'Tell me when one opens',
  'none_fits.back': 'Back to the list',

  'cancel.ask': '<b>Cancel your booking?</b>',
  'cancel.ask_unbooked': '<b>Withdraw from this interview?</b> You have no time booked now.',
  'cancel.why': 'Choose a reason, and the booking is cancelled at once. Or leave it as it is.',
  'cancel.why_unbooked': 'If so, choose a reason. If not, you can go on choosing a time.',
  'cancel.keep': 'Do not cancel',
  'cancel.time': 'The time does not suit me',
  'cancel.found_other': 'I have another offer',
  'cancel.not_interested': 'I am no longer interested',
  'cancel.ill': 'I am ill',
  'cancel.other': 'Another reason',
  'cancel.write':
    'Please write the reason in one message within 10 minutes, and it will be cancelled. Until then nothing changes.',

  'cancelled.candidate': '<b>Your booking is cancelled.</b> Thank you for telling us.',
  'cancelled.staff': '<b>The organiser cancelled your booking.</b> For questions use /contact.',
  'cancelled.system': '<b>Your booking is cancelled.</b> For questions use /contact.',
  'cancelled.again': 'If your plans change, you can choose another time.',
  'cancelled.sign_up': 'Choose another time',

  'reminder.title': '<b>A reminder of your interview.</b>',
  'reminder.ask': 'Please tell us whether you can come.',
  'reminder.said_coming': 'You answered: I’m coming. Thank you, see you there.',
  'reminder.said_late': 'You answered: running late. The organiser will see your answer.',
  'reminder.said_cannot': 'You answered: I can’t come.',
  'reminder.coming': 'I’m coming',
  'reminder.late': 'Running late',
  'reminder.move': 'Move',
  'reminder.cannot': 'Can’t come',

  'proposal.title': '<b>Your interviewer asks whether another time would suit you.</b>',
  'proposal.also': 'Your interviewer asks whether another time would suit you.',
  'proposal.stands':
    'You are booked for <b>{time}</b> now. This booking stands until you choose another time.',
  'proposal.times': 'Press a time, and the booking moves there at once:',
  'proposal.none': 'The times that were proposed are gone.',
  'proposal.keep': 'Keep my time',

  'changed.time': '<b>The organiser changed the time of your interview.</b>',
  'changed.place': '<b>The organiser changed the place of your interview.</b>',
  'changed.slot': '<b>The organiser moved your interview.</b>',
  'changed.from': 'It was: <s>{old}</s>',
  'changed.to': 'It is now: <b>{now}</b>',
  'changed.not_suited': 'If this does not suit you, move or cancel the booking.',
  'changed.fixed':
    'The booking can no longer be moved. If this does not suit you, write to the organiser or cancel it.',
  'changed.move': 'Choose another time',
  'changed.cancel': 'Cancel the booking',

  'refused.title': '<b>The booking cannot be moved.</b>',
  'refused.no_other_slot': 'There is no other free time at the moment.',
  'refused.max_moves': 'It has been moved as often as is allowed.',
  'refused.inside_cutoff': 'It begins too soon.',
  'refused.closed': 'This time is not open for booking any more.',
  'refused.event_closed': 'Booking for this interview is closed.',
  'refused.too_late': 'Booking for this time has closed: it begins too soon.',
  'refused.not_allowed': 'Booking for this interview is not open to you now.',
  'refused.slot_taken': 'Sorry, this slot is no longer available.',
  'refused.already_booked': 'You are already booked.',
  'refused.outdated': 'The booking changed while you were choosing.',
  'refused.not_booked': '<b>You have no time booked now.</b>',
  'refused.stands': 'Your booking stands:',
  'refused.instead': '/cancel – cancel the booking\n/contact – write to the organiser',
  'refused.contact': '/contact – write to the organiser',
  'refused.cancel': 'Cancel the booking',

  'unbooked.text':
    '<b>You have no time booked now.</b> Your old booking was cleared, and you have not confirmed a new time yet.',
  'unbooked.choose': 'Choose a time',

  'past.text': 'The time of this interview has passed. Thank you!',
  'closed.text': '<b>Booking is closed.</b> For questions use /contact.',
  'nudge.text':
    'You are invited to an interview but have not chosen a time yet. It takes less than a minute.',
  'nudge.stop': 'No more reminders like this: /stop',

  'announcement.recalled': 'This announcement was withdrawn.',
  'button.sign_up': 'Sign Up',
  'button.contact': 'Write to the organiser',
  'button.calendar': 'File for my calendar',
};
