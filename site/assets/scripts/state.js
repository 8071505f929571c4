// What the reader set on this page (order, filter, open details), in the fragment of the address, so that it can be
// linked to: `#places.sort=-3&places.filter=khasan`. A fragment without `=` is an ordinary anchor.
(function () {
  "use strict";
  function read() {
    var text = location.hash.slice(1);
    return new URLSearchParams(text.indexOf("=") < 0 ? "" : text);
  }

  var state = {
    /** What is set under this name, or null. */
    get: function (name) {
      return read().get(name);
    },
    /** Sets it, or takes it away if there is nothing to say; what others set stays. */
    set: function (name, value) {
      var all = read();
      if (value) all.set(name, value);
      else all.delete(name);
      var text = all.toString();
      history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
    },
    /** Calls back when the reader goes to another state, by a link or by going back. */
    onChange: function (callback) {
      window.addEventListener("hashchange", callback);
    },
  };

  /** Lower case without marks, so that `Zürich` and `zurich` are one; Cyrillic and Hangul keep their letters. */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  window.landbridge = Object.assign(window.landbridge || {}, { state: state, fold: fold });
})();
