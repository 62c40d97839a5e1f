// Runs before the first paint: puts the remembered theme and language on <html>, so that nothing flashes.
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
})()
