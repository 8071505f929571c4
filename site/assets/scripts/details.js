// Folded parts: which are open stands in the address, and a link into a folded part opens it.
(function () {
  "use strict";
  var state = window.landbridge.state;
  var all = Array.from(document.querySelectorAll("main details"));

  // A folded part is named by its own id, or by the section it stands in and its place there.
  var places = {};
  var named = new Map(
    all.map(function (one) {
      var section = one.closest("[id]");
      var within = section ? section.id : "page";
      places[within] = (places[within] || 0) + 1;
      return [one, one.id || within + "." + places[within]];
    }),
  );
  var usual = new Map(all.map(function (one) { return [one, one.open]; }));

  function restore() {
    var told = state.get("open");
    var turned = told ? told.split(" ") : [];
    all.forEach(function (one) {
      if (turned.includes(named.get(one))) one.open = !usual.get(one);
    });
    if (location.hash.indexOf("=") >= 0) return;
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = target && target.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  }

  restore();
  state.onChange(restore);
  all.forEach(function (one) {
    one.querySelector("summary").addEventListener("click", function () {
      // The part turns after the click.
      setTimeout(function () {
        var turned = all.filter(function (each) { return each.open !== usual.get(each); });
        state.set("open", turned.map(function (each) { return named.get(each); }).join(" "));
      });
    });
  });
})();
