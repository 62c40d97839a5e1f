export type NotificationState = NotificationPermission | 'unsupported'

export function notificationState(): NotificationState {
  return 'Notification' in window ? Notification.permission : 'unsupported'
}

/** Asks the person, where that was not answered yet; called inside of a gesture. */
export async function askForNotifications(): Promise<NotificationState> {
  if (notificationState() !== 'default') return notificationState()
  return Notification.requestPermission()
}

/** Shows a notification in place of an earlier one with the same `tag`; nothing where that is not allowed. */
export async function showNotification(title: string, body: string, tag: string): Promise<void> {
  if (notificationState() !== 'granted') return
  const options = { body, tag, renotify: true }
  try {
    const notification = new Notification(title, options)
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  } catch {
    // Chrome on Android shows those of a service worker only.
    const registration = await navigator.serviceWorker?.getRegistration()
    await registration?.showNotification(title, options)
  }
}
