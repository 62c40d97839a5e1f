// Runs before the first paint: puts the remembered theme and language on <html>, so that nothing flashes, shows the
// outline of the page at this path, and asks for what that page loads (build/preload-pages.ts).
// The values are checked again by src/lib/themes.ts and src/lib/i18n; keep the keys the same.
;(function () {
  var backgrounds = {
    tomato: '#fff7f0',
    lofi: '#fdf1f6',
    matcha: '#f5f8ec',
    sky: '#f0f7fd',
    midnight: '#16131f',
    forest: '#101a17',
  }
  var root = document.documentElement
  var theme = null
  var language = null
  var chatOpen = null
  try {
    theme = localStorage.getItem('pomopomo.theme')
    language = localStorage.getItem('pomopomo.language')
    chatOpen = localStorage.getItem('pomopomo.chat.open')
  } catch {
    // Storage may be switched off: defaults then.
  }
  if (!Object.prototype.hasOwnProperty.call(backgrounds, theme)) theme = 'tomato'
  root.dataset.theme = theme
  document.querySelector('meta[name="theme-color"]').content = backgrounds[theme]
  var languages = [language || '', ...navigator.languages].map(
    (tag) => tag.toLowerCase().split('-')[0],
  )
  root.lang = languages.find((known) => known === 'en' || known === 'pt') || 'en'

  function ask(rel, href, as) {
    var link = document.createElement('link')
    link.rel = rel
    if (as) link.as = as
    link.crossOrigin = 'anonymous'
    link.href = href
    document.head.append(link)
  }
  var isRoom = /^\/room\/[^/]+\/?$/.test(location.pathname)
  var page = isRoom ? 'room' : location.pathname === '/' ? 'start' : ''
  // The outline of a room (src/app/outlines.tsx) has no chat beside it.
  if (page && !(isRoom && chatOpen === 'true')) root.dataset.page = page
  var files = document.currentScript.dataset[page]
  if (files) for (var file of files.split(' ')) ask('modulepreload', file)
  if (isRoom) ask('preload', '/api/session', 'fetch')
})()
