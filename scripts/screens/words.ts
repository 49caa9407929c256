/** What people must read in each language; the journey fails where they read something else. */
export const english = {
  choose: 'Please choose a time',
  at: (date: string, time: string) => new RegExp(`${date}, ${time} MSK`),
  held: 'The seat is held for you until',
  confirm: 'Confirm',
  booked: 'Your interview is booked.',
  taken: 'Sorry, this slot is no longer available',
  later: 'Later',
  released: 'has been cleared. You can take it back',
  keepOld: 'Keep my old time',
  keepIt: 'Keep it',
  kept: 'You keep your old time.',
  moved: 'Your booking has been moved.',
  instead: 'Your old time:',
  which: 'Which interview’s free times',
  whichBooking: 'Which booking would you like to move',
  stays: 'stays as it is until you confirm a new time',
  reminder: 'A reminder of your interview.',
  coming: 'I’m coming',
  saidComing: 'You answered: I’m coming. Thank you, see you there.',
  late: 'Running late',
  saidLate: 'You answered: running late. The organiser will see your answer.',
  refused: 'Access denied. Contact the administrator.',
} as const;

export type Words = {
  readonly [Key in keyof typeof english]: (typeof english)[Key] extends string
    ? string
    : (typeof english)['at'];
};

export const russian: Words = {
  choose: 'Выберите время собеседования',
  at: (date, time) => new RegExp(`${date}, ${time} МСК`),
  held: 'Место удерживается за вами до',
  confirm: 'Подтвердить',
  booked: 'Вы записаны на собеседование.',
  taken: 'Извините, этот слот уже занят',
  later: 'Позже',
  released: 'снята. Вернуть её можно',
  keepOld: 'Оставить прежнее время',
  keepIt: 'Оставить как есть',
  kept: 'Прежнее время осталось за вами.',
  moved: 'Запись перенесена на новое время.',
  instead: 'Прежнее время:',
  which: 'Свободное время какого собеседования',
  whichBooking: 'Какую запись перенести',
  stays: 'остаётся в силе, пока вы не подтвердите новое время',
  reminder: 'Напоминаем о собеседовании.',
  coming: 'Приду',
  saidComing: 'Вы ответили: приду. Спасибо, ждём вас.',
  late: 'Опоздаю',
  saidLate: 'Вы ответили: опоздаю. Организатор увидит ваш ответ.',
  refused: 'Доступ запрещён. Обратитесь к администратору.',
};
