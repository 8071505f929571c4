// The search box of the header. Its index is a script of its own, fetched when the box is first entered, so that it
// works from a folder of files: rows of [title, kind, address, other words].
(function () {
  "use strict";
  var MOST = 12;
  var own = document.currentScript;
  var box = document.getElementById("search");
  var list = document.getElementById("search-results");
  var status = document.getElementById("search-status");
  if (!box || !list || !status) return;
  var rows = null;
  var active = -1;
  var fold = window.landbridge.fold;

  function load() {
    if (load.isAsked) return;
    load.isAsked = true;
    var script = document.createElement("script");
    script.src = own.dataset.root + own.dataset.index;
    script.onload = function () {
      rows = window.landbridgeIndex.map(function (row, place) {
        return { row: row, place: place, isPart: row[2].includes("#"), title: fold(row[0]), more: fold(row[3] || "") };
      });
      show();
    };
    script.onerror = function () {
      status.textContent = "The index could not be read; every page is in the lists of the menu.";
    };
    document.head.append(script);
  }

  /** How well a word is met, smaller is better: the whole name, start of the title, of a word in it, of another name, anywhere. */
  function rankOf(entry, word) {
    if (entry.title.startsWith(word)) {
      var rest = entry.title.slice(word.length);
      // "Khasan, border station" is called Khasan, "Khasan - Rajin" begins with it.
      if (rest === "" || rest[0] === ",") return 0;
      return /^[\p{L}\p{N}]/u.test(rest) ? 2 : 1;
    }
    if (startsAWord(entry.title, word)) return 3;
    if (startsAWord(entry.more, word)) return 4;
    if (entry.title.includes(word)) return 5;
    return entry.more.includes(word) ? 6 : Infinity;
  }

  function startsAWord(text, word) {
    for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
    }
    return false;
  }

  function found(query) {
    var words = fold(query).split(/\s+/).filter(Boolean);
    var all = [];
    if (words.length === 0) return all;
    for (var entry of rows) {
      var rank = 0;
      for (var word of words) rank += rankOf(entry, word);
      if (rank < Infinity) all.push({ entry: entry, rank: rank });
    }
    // Of equals, what has a page of its own comes before what is a part of one, and a short title before a long one.
    return all.sort(function (a, b) {
      return a.rank - b.rank || a.entry.isPart - b.entry.isPart || a.entry.title.length - b.entry.title.length || a.entry.place - b.entry.place;
    });
  }

  function close() {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function show() {
    var query = box.value.trim();
    close();
    list.replaceChildren();
    status.textContent = "";
    if (!query || document.activeElement !== box) return;
    if (!rows) {
      status.textContent = "Reading the index…";
      return;
    }
    var all = found(query);
    all.slice(0, MOST).forEach(function (one, number) {
      var row = one.entry.row;
      var item = document.createElement("li");
      item.id = "search-result-" + number;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.href = own.dataset.root + row[2];
      [["search-title", row[0]], ["search-kind", row[1]]].forEach(function (part) {
        var span = document.createElement("span");
        span.className = part[0];
        span.textContent = part[1];
        item.append(span, " ");
      });
      list.append(item);
    });
    var shown = Math.min(all.length, MOST);
    status.textContent =
      all.length === 0 ? "Nothing is called “" + query + "”." : shown < all.length ? shown + " of " + all.length + " results" : shown + (shown === 1 ? " result" : " results");
    if (all.length === 0) return;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  function choose(number) {
    var items = list.children;
    if (list.hidden || items.length === 0) return;
    if (active >= 0) items[active].setAttribute("aria-selected", "false");
    active = (number + items.length) % items.length;
    items[active].setAttribute("aria-selected", "true");
    items[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", items[active].id);
  }

  function go(item) {
    if (!item) return;
    close();
    status.textContent = "";
    box.blur();
    location.href = item.dataset.href;
  }

  box.addEventListener("focus", function () {
    load();
    show();
  });
  box.addEventListener("input", show);
  box.addEventListener("blur", function () {
    close();
    status.textContent = "";
  });
  box.addEventListener("keydown", function (event) {
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active < 0 ? -1 : active - 1);
    else if (event.key === "Enter") go(list.children[Math.max(active, 0)]);
    else if (event.key === "Escape") {
      box.value = "";
      box.blur();
    } else return;
    event.preventDefault();
  });
  // Before the box loses the focus, or the list would be gone when the button comes up.
  list.addEventListener("mousedown", function (event) {
    event.preventDefault();
  });
  list.addEventListener("click", function (event) {
    go(event.target.closest("li"));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
