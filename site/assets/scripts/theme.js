// Before the first paint: says that scripts run, and applies the colour scheme that the reader chose. Then, on narrow
// screens, moves the row of parts of the site so that the one that the page is in is seen.
(function () {
  "use strict";
  var KEY = "landbridge.theme";
  var root = document.documentElement;
  root.classList.add("has-script");

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // refused, as some browsers do for files
    }
  }

  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  apply(stored());
  document.addEventListener("DOMContentLoaded", function () {
    var here = document.querySelector(".site-nav [aria-current]");
    var row = here && here.closest("ul");
    if (row) row.scrollLeft = here.getBoundingClientRect().left - row.getBoundingClientRect().left - 24;
    var choice = document.getElementById("theme");
    if (!choice) return;
    choice.value = root.dataset.theme || "auto";
    choice.addEventListener("change", function () {
      apply(choice.value);
      try {
        if (root.dataset.theme) localStorage.setItem(KEY, choice.value);
        else localStorage.removeItem(KEY);
      } catch {
        // The choice holds for this page.
      }
    });
  });
})();
