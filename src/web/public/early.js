// Runs before the first paint, so that a chosen language or colour mode never flashes by as another.
try {
  const scheme = localStorage.getItem("beredd.scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.colorScheme = scheme;
  const language = localStorage.getItem("beredd.language");
  if (language === "sv" || language === "en") document.documentElement.lang = language;
} catch {
  // Storage may be forbidden; the defaults of the page hold.
}
