export const settings = {
  'panel.menu.settings': 'Настройки',
  'panel.settings.how':
    'С этого начинается каждое новое событие; в самом событии всё можно изменить. Уже созданные события остаются как есть.',
  'panel.settings.contact': 'К кому обращаться',
  'panel.settings.contact_hint':
    'Имя в Telegram или ссылка. Её видят и кандидаты тех событий, где своего контакта нет.',
  'panel.settings.place': 'Место',
  'panel.settings.address': 'Адрес',
  'panel.settings.map': 'Ссылка на карту',
  'panel.settings.cutoff': 'Запись закрывается за сколько минут до начала',
  'panel.settings.hold': 'Сколько минут держать место, пока человек решает',
  'panel.settings.desk': 'Часы переписки',
  'panel.settings.desk_from': 'Отвечаем с (МСК)',
  'panel.settings.desk_to': 'Отвечаем до (МСК)',
  'panel.settings.desk_days': 'По этим дням',
  'panel.settings.desk_days.all': 'каждый день',
  'panel.settings.desk_days.mon_fri': 'с понедельника по пятницу',
  'panel.settings.desk_days.mon_sat': 'с понедельника по субботу',
  'panel.settings.desk_hint':
    'Например, 10:00 и 19:00. Кто напишет в другое время, узнает, когда вы вернётесь. Пусто: всегда.',
  'panel.settings.fault.desk': 'Нужны оба времени, как 10:00 и 19:00, и второе позже первого.',
  'panel.settings.quiet': 'Тихие часы',
  'panel.settings.quiet_from': 'С какого часа (МСК)',
  'panel.settings.quiet_to': 'До какого часа (МСК)',
  'panel.settings.quiet_hint':
    'Например, 21:00 и 09:00. В это время сотрудникам не приходят карточки в Telegram: всё придёт одним сообщением, когда тишина кончится. Важное для кандидатов приходит сразу, но без рекламы; напоминание, что время ещё не выбрано, подождёт до конца тишины.',
  'panel.settings.fault.quiet': 'Нужны оба времени, как 21:00 и 09:00, и разные.',
  'panel.settings.save': 'Сохранить',
  'panel.settings.changed':
    'Пока вы меняли настройки, их сохранил кто-то ещё: что именно изменено, видно в журнале. Введённое вами осталось здесь; отправьте ещё раз, чтобы оно заменило чужое.',
  'panel.settings.fault.too_long': 'Слишком длинно.',
  'panel.settings.fault.link': 'Это не ссылка: она начинается с https://.',
  'panel.settings.fault.contact': 'Это не имя в Telegram и не ссылка.',
  'panel.settings.fault.number': 'Такое число не подходит.',
  'panel.settings.fault.choice': 'Так не бывает: посмотрите подсказку.',
  'panel.settings.fault.missing': 'Это нужно заполнить.',
  'panel.flash.settings_saved': 'Настройки сохранены.',
} as const;
