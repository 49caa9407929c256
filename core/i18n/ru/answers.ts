/** What a tap is answered with: a toast or an alert, at most 200 characters. */
export const answers = {
  'answer.outdated': 'Это меню устарело',
  'answer.slot_taken': 'Извините, этот слот уже занят',
  'answer.too_late': 'Запись на это время уже закрыта: до начала осталось слишком мало',
  'answer.closed': 'Записаться на это время больше нельзя',
  'answer.not_allowed': 'Доступ запрещён. Обратитесь к администратору.',
  'answer.cannot_move': 'Перенести запись не получится',
  'answer.thanks': 'Спасибо!',
  'answer.noted': 'Хорошо, мы вам напишем',
  'answer.working': 'Минутку, выполняю…',
} as const;
