// Entries of a map's legend hide and show what they explain. Without this script a legend only explains.
(function () {
  "use strict";

  function toggle(figure, entry, button) {
    var isShown = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isShown));
    figure.querySelectorAll(".map ." + CSS.escape(entry.dataset.class)).forEach(function (mark) {
      // A line is seen if neither its mode nor its state is hidden.
      var hidden = Number(mark.dataset.hidden || 0) + (isShown ? -1 : 1);
      mark.dataset.hidden = String(hidden);
      mark.classList.toggle("is-hidden", hidden > 0);
    });
  }

  document.querySelectorAll("figure").forEach(function (figure) {
    if (!figure.querySelector(".map")) return;
    figure.querySelectorAll(".legend-entry[data-class]").forEach(function (entry) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "legend-toggle";
      button.setAttribute("aria-pressed", "true");
      while (entry.firstChild) button.append(entry.firstChild);
      entry.append(button);
      button.addEventListener("click", function () { toggle(figure, entry, button); });
    });
  });
})();
