// Entries of a map's legend hide and show what they explain; what is hidden stands in the address (see state.js), so that
// a picture can be linked to as it is seen: `#network.hide=mode-sea_is-severed`. Without this script a legend only explains.
(function () {
  "use strict";
  var state = window.landbridge.state;

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
    var map = figure.querySelector(".map");
    if (!map) return;
    var key = map.id + ".hide";
    var switches = [];

    function keep() {
      var hidden = switches.filter(function (one) { return one.button.getAttribute("aria-pressed") === "false"; });
      state.set(key, hidden.map(function (one) { return one.entry.dataset.class; }).join("_"));
    }

    function restore() {
      var hidden = (state.get(key) || "").split("_");
      switches.forEach(function (one) {
        var isHidden = one.button.getAttribute("aria-pressed") === "false";
        if (isHidden !== (hidden.indexOf(one.entry.dataset.class) >= 0)) toggle(figure, one.entry, one.button);
      });
    }

    figure.querySelectorAll(".legend-entry[data-class]").forEach(function (entry) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "legend-toggle";
      button.setAttribute("aria-pressed", "true");
      while (entry.firstChild) button.append(entry.firstChild);
      entry.append(button);
      switches.push({ entry: entry, button: button });
      button.addEventListener("click", function () {
        toggle(figure, entry, button);
        keep();
      });
    });
    restore();
    state.onChange(restore);
  });
})();
