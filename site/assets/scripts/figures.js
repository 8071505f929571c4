// Charts to take along: a button below each writes it as an SVG file that stands alone, with its colours in it. Maps
// have none: their land is a file of its own, which a page opened from a folder may not read.
(function () {
  "use strict";
  var PAINT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "opacity", "paint-order"];
  var LETTERS = ["font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline"];

  function alone(picture) {
    var copy = picture.cloneNode(true);
    var from = [picture].concat(Array.from(picture.querySelectorAll("*")));
    var to = [copy].concat(Array.from(copy.querySelectorAll("*")));
    from.forEach(function (element, number) {
      var style = getComputedStyle(element);
      var names = element.matches("text, tspan") ? PAINT.concat(LETTERS) : PAINT;
      names.forEach(function (name) { to[number].setAttribute(name, style.getPropertyValue(name)); });
      to[number].removeAttribute("class");
    });
    var shape = picture.viewBox.baseVal;
    var ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
    copy.prepend(ground);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", shape.width);
    copy.setAttribute("height", shape.height);
    return new XMLSerializer().serializeToString(copy);
  }

  function offer(figure, number) {
    var pictures = Array.from(figure.querySelectorAll("svg.chart"));
    if (pictures.length === 0 || figure.querySelector("image")) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "download";
    button.textContent = "SVG";
    button.setAttribute("aria-label", "Download figure " + (number + 1) + " as SVG");
    button.addEventListener("click", function () {
      var seen = pictures.find(function (one) { return one.getClientRects().length > 0; }) || pictures[0];
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([alone(seen)], { type: "image/svg+xml" }));
      link.download = document.body.dataset.page + "-figure-" + (number + 1) + ".svg";
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    });
    figure.append(button);
  }

  document.querySelectorAll("figure").forEach(offer);
})();
