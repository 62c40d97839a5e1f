// Runs before the first paint: puts the remembered theme and language on <html>, so that nothing flashes, and asks for
// what the page at this path loads, before the code that every page has is there (build/preload-pages.ts).
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
  try {
    theme = localStorage.getItem('pomopomo.theme')
    language = localStorage.getItem('pomopomo.language')
  } catch {
    // Storage may be switched off: defaults then.
  }
  if (!Object.prototype.hasOwnProperty.call(backgrounds, theme)) theme = 'tomato'
  root.dataset.theme = theme
  document.querySelector('meta[name="theme-color"]').content = backgrounds[theme]
  root.lang = language || (/^pt\b/i.test(navigator.language) ? 'pt' : 'en')

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
  var files = document.currentScript.dataset[page]
  if (files) for (var file of files.split(' ')) ask('modulepreload', file)
  if (isRoom) ask('preload', '/api/session', 'fetch')
})()
