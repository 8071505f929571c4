// Tables: a button in each head to order by, a box to filter long ones. Without this script they are whole and in
// the order of the page. A row that continues the one above (`is-more`) goes with it; a sum (`total`) stays last.
(function () {
  "use strict";
  var FEWEST_TO_SORT = 3;
  var FEWEST_TO_FILTER = 12;
  var state = window.landbridge.state;
  var fold = window.landbridge.fold;
  var collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  // `Since 2017-08-05` is ordered by its date.
  var BEFORE_A_DATE = /^(since|until|from|as of) (?=\d{4})/i;
  var UNKNOWN = /^(unknown|none|–|—|-|)$/;

  function text(cell) {
    return cell ? cell.textContent.replace(/\s+/g, " ").trim() : "";
  }

  /** The cell of a row in this column; cells may span several. */
  function cellOf(row, column) {
    var at = 0;
    for (var cell of row.cells) {
      if (column < at + cell.colSpan) return cell;
      at += cell.colSpan;
    }
    return null;
  }

  /** What the cell is ordered by: its data-value, the number it starts with, or its words; null if it is unknown. */
  function valueOf(cell, isNumber) {
    if (!cell) return null;
    if (cell.dataset.value) return Number(cell.dataset.value);
    var words = text(cell);
    if (UNKNOWN.test(words)) return null;
    if (!isNumber) return words.replace(BEFORE_A_DATE, "");
    var number = /[−-]?\d[\d,]*(\.\d+)?/.exec(words);
    return number ? Number(number[0].replace("−", "-").replaceAll(",", "")) : null;
  }

  function compare(a, b) {
    return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  }

  /** Rows of a body in groups that stay together. */
  function groupsOf(body) {
    var groups = [];
    for (var row of body.rows) {
      if (row.classList.contains("is-more") && groups.length) groups[groups.length - 1].rows.push(row);
      else groups.push({ rows: [row], isTotal: row.classList.contains("total"), place: groups.length });
    }
    return groups;
  }

  function prepare(table) {
    var box = table.closest(".table-box");
    var caption = table.caption;
    if (!box || !caption || !caption.id || !table.tHead || table.tHead.rows.length !== 1) return;
    if (table.matches(".season") || table.querySelector("tbody [rowspan]")) return;
    var name = caption.id.replace(/-caption$/, "");
    var bodies = Array.from(table.tBodies).map(function (body) {
      return { body: body, groups: groupsOf(body) };
    });
    var count = bodies.reduce(function (sum, one) { return sum + one.groups.length; }, 0);
    var heads = Array.from(table.tHead.rows[0].cells);

    function order(by) {
      var column = Math.abs(by) - 1;
      var head = heads[column];
      heads.forEach(function (one) { one.removeAttribute("aria-sort"); });
      if (head) head.setAttribute("aria-sort", by > 0 ? "ascending" : "descending");
      var isNumber = head && head.classList.contains("num");
      bodies.forEach(function (one) {
        var keyed = one.groups.map(function (group) {
          return { group: group, value: head ? valueOf(cellOf(group.rows[0], column), isNumber) : null };
        });
        keyed.sort(function (a, b) {
          if (a.group.isTotal !== b.group.isTotal) return a.group.isTotal ? 1 : -1;
          if ((a.value === null) !== (b.value === null)) return a.value === null ? 1 : -1;
          var way = a.value === null ? 0 : compare(a.value, b.value) * Math.sign(by);
          return way || a.group.place - b.group.place;
        });
        keyed.forEach(function (key) { one.body.append.apply(one.body, key.group.rows); });
      });
    }

    function sortable(head, index) {
      if (!text(head) || head.colSpan > 1 || head.classList.contains("year") || head.querySelector("a, button")) return;
      var isTold = bodies.some(function (one) {
        return one.groups.some(function (group) { return text(cellOf(group.rows[0], index)); });
      });
      if (!isTold) return; // bars
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var now = head.getAttribute("aria-sort");
        var first = head.classList.contains("num") ? "descending" : "ascending";
        var next = !now ? first : now === first ? (first === "ascending" ? "descending" : "ascending") : null;
        var by = next ? (next === "ascending" ? index + 1 : -index - 1) : 0;
        state.set(name + ".sort", by ? String(by) : "");
        order(by);
      });
    }

    var filterBox = null;
    var shown = null;
    function filter() {
      var words = fold(filterBox.value).split(/\s+/).filter(Boolean);
      var left = 0;
      bodies.forEach(function (one) {
        one.groups.forEach(function (group) {
          var told = fold(group.rows.map(text).join(" "));
          var isIn = words.every(function (word) { return told.includes(word); });
          left += isIn ? 1 : 0;
          group.rows.forEach(function (row) { row.hidden = !isIn; });
        });
      });
      shown.textContent = words.length === 0 ? "" : left + " of " + count + " rows";
    }

    if (count >= FEWEST_TO_SORT) heads.forEach(sortable);
    if (count >= FEWEST_TO_FILTER) {
      var tools = document.createElement("p");
      tools.className = "table-tools";
      var label = document.createElement("label");
      filterBox = document.createElement("input");
      filterBox.type = "search";
      filterBox.autocomplete = "off";
      filterBox.setAttribute("aria-controls", (table.id = table.id || name + "-table"));
      var wider = document.createElement("span");
      wider.className = "visually-hidden";
      wider.textContent = " the table “" + text(caption.firstChild ? caption : null) + "”";
      shown = document.createElement("output");
      label.append("Filter", wider, " ", filterBox);
      tools.append(label, " ", shown);
      box.before(tools);
      filterBox.addEventListener("input", function () {
        state.set(name + ".filter", filterBox.value.trim());
        filter();
      });
    }

    function restore() {
      order(Number(state.get(name + ".sort")) || 0);
      if (!filterBox) return;
      filterBox.value = state.get(name + ".filter") || "";
      filter();
    }
    if (state.get(name + ".sort") || state.get(name + ".filter")) restore();
    state.onChange(restore);
  }

  document.querySelectorAll("table.data").forEach(prepare);
})();
