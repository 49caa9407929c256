export const frame = {
  'panel.skip': 'К содержанию',
  'panel.menu.more': 'Ещё',
  'panel.menu.name': 'Разделы',
  'panel.menu.system': 'Система',
  'panel.role.admin': 'администратор',
  'panel.role.specialist': 'специалист',
  'panel.role.viewer': 'наблюдатель',
  'panel.sign_out': 'Выйти',
  'panel.to_start': 'На главную',
  'panel.flash.signed_out': 'Вы вышли.',
  'panel.again.title': 'Сначала войдите',
  'panel.again.text':
    'Сеанс закончился, пока вы заполняли форму. Всё введённое сохранено на этой странице: войдите в соседней вкладке и отправьте форму ещё раз.',
  'panel.again.known_title': 'Отправьте ещё раз',
  'panel.again.known':
    'Страница была открыта в другом сеансе. Всё введённое сохранено: отправьте форму ещё раз.',
  'panel.again.sign_in': 'Войти в новой вкладке',
  'panel.again.send': 'Отправить ещё раз',
  'panel.not_found.title': 'Такой страницы нет',
  'panel.not_found.text': 'Возможно, то, что здесь было, удалили, или в адресе ошибка.',
  'panel.not_allowed.title': 'Сюда нельзя',
  'panel.not_allowed.text':
    'У вашей роли нет доступа к этой странице. Если он нужен, попросите администратора.',
  'panel.fault.away.title': 'Сейчас не получилось',
  'panel.fault.away.text':
    'Нужная служба не отвечает. Если вы что-то меняли, через минуту проверьте, сделано ли это, прежде чем повторять.',
  'panel.fault.long.title': 'Слишком много за один раз',
  'panel.fault.long.text':
    'Форма длиннее, чем принимается за один раз; ничего не сделано. Вернитесь и отправьте меньше, например список покороче.',
  'panel.fault.ours.title': 'Ошибка на нашей стороне',
  'panel.fault.ours.text':
    'Она записана в журнал. Попробуйте ещё раз; если не поможет, скажите администратору, когда это было.',
  'panel.menu.today': 'Сегодня',
  'panel.menu.events': 'События',
  'panel.nameless': 'без имени',
  'panel.flash.outcome_recorded': 'Отмечено.',
  'panel.flash.outcome_refused':
    'Отметить не получилось: запись с тех пор изменилась. Ниже то, что есть сейчас.',
  'panel.menu.bookings': 'Записи',
  'panel.live.away':
    'Связь прервалась: то, что вы видите, могло измениться. Страница обновится, как только связь вернётся.',
} as const;
